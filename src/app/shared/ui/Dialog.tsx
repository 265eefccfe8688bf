import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode, type RefObject } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'
import { addDialog } from './top-dialog.ts'

interface DialogProps {
  readonly title: string
  /** called on Escape, the close button, and a click outside; the caller then stops rendering the dialog */
  readonly onClose: () => void
  readonly children: ReactNode
  /** the buttons, the primary one last */
  readonly footer?: ReactNode
  /** the position: in the middle, or at the edge of the screen; on a phone `side` fills the screen */
  readonly place?: 'middle' | 'side'
  /** asks before something that cannot be taken back: announced as an alert, described by its content */
  readonly alert?: boolean
  /** the control that has the focus first; in an alert the safe one */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

/**
 * A modal dialog, on a phone a sheet from below. It is open as long as it is rendered: `{open && <Dialog …>}`. The
 * focus moves to `initialFocus`, else to its first control, and returns to the previous element on close.
 */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, footer, place = 'middle', alert = false, initialFocus } = props
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
    >
      <div className={styles.sheet}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <Button variant="quiet" size="s" aria-label={t('ui.close')} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        <div id={bodyId} className={styles.body}>
          {children}
        </div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
    </dialog>
  )
}
