import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import type { Elements } from './elements.ts'
import { Icon } from './Icon.tsx'
import { addDialog } from './top-dialog.ts'

interface DialogProps {
  readonly title: string
  /** called on Escape, the close button, and a click outside; the caller then stops rendering the dialog */
  readonly onClose: () => void
  readonly children: ReactNode
  /** shown before the close button */
  readonly controls?: Elements
  /** handles the keys of the dialog itself, not of one that is open above it */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDialogElement>) => void
  /** the buttons, the primary one last */
  readonly footer?: ReactNode
  /** the position: in the middle, at the edge of the screen (on a phone it fills the screen), or a sheet at the foot */
  readonly place?: 'middle' | 'side' | 'foot'
  /** asks before something that cannot be taken back: announced as an alert, described by its content */
  readonly alert?: boolean
  /** the control that has the focus first; in an alert the safe one */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

/**
 * A modal dialog, on a phone and in a short page a sheet from below, above an on-screen keyboard. It is open as long as it is rendered: `{open && <Dialog …>}`. The
 * focus moves to `initialFocus`, else to its first control, and returns to the previous element on close.
 */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, controls, onKeyDown, footer, place = 'middle', alert = false } = props
  const { initialFocus } = props
  const t = useMessages()
  const titleId = useId()
  const bodyId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return undefined
    element.showModal()
    initialFocus?.current?.focus()
    const remove = addDialog(element)
    return () => {
      remove()
      // closed before it is removed, because only closing returns the focus
      element.close()
    }
  }, [initialFocus])
  useAboveKeyboard(dialog)
  const closeFromOutside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose()
  }
  return (
    // Escape is the keyboard equivalent of a click outside the dialog
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-place={place}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={titleId}
      aria-describedby={alert ? bodyId : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={closeFromOutside}
      onKeyDown={(event) => {
        const isHere = event.target instanceof Element && event.target.closest('dialog') === dialog.current
        if (isHere && !event.defaultPrevented) onKeyDown?.(event)
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <div className={styles.controls}>
            {controls}
            <Button variant="quiet" size="s" aria-label={t('ui.close')} onClick={onClose}>
              <Icon name="close" />
            </Button>
          </div>
        </div>
        <div id={bodyId} className={styles.body}>
          {children}
        </div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
    </dialog>
  )
}

/**
 * Tells a dialog's style which part of the window an on-screen keyboard covers: the keyboard makes only the visual viewport
 * smaller (`interactive-widget` in index.html), so that the layout behind the dialog stays the same.
 */
function useAboveKeyboard(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (viewport === null || viewport === undefined) return undefined
    const update = () => {
      // a zoomed page also has a smaller visual viewport
      const covered = viewport.scale > 1.01 ? 0 : innerHeight - viewport.offsetTop - viewport.height
      dialog.current?.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`)
    }
    update()
    viewport.addEventListener('resize', update)
    viewport.addEventListener('scroll', update)
    return () => {
      viewport.removeEventListener('resize', update)
      viewport.removeEventListener('scroll', update)
    }
  }, [dialog])
}
