import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: string
  /** Escape, the close button, or a press beside it; the caller stops rendering the dialog */
  readonly onClose: () => void
  readonly children: ReactNode
  /** the buttons, the one that goes on last */
  readonly footer?: ReactNode
  /** where it stands: in the middle, or along the edge of the screen, on a phone all over it */
  readonly place?: 'middle' | 'side'
}

/**
 * A modal dialog, a sheet from below on a phone. Open as long as it is rendered: `{open && <Dialog …>}`. The focus
 * goes to its first field (or what has `autoFocus`) and returns to where it was.
 */
export function Dialog({ title, onClose, children, footer, place = 'middle' }: DialogProps) {
  const t = useMessages()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // closed before it is taken away, since only that gives the focus back
    return () => element?.close()
  }, [])
  const closeFromBeside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose()
  }
  return (
    // Escape does by keyboard what a press beside the dialog does
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-place={place}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={closeFromBeside}
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
        <div className={styles.body}>{children}</div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
    </dialog>
  )
}
