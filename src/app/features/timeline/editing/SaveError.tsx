import type { ReactNode } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { problemMessages } from '../../../outbox/ui/problem-messages.ts'
import { Icon } from '../../../shared/ui/Icon.tsx'
import styles from './SaveError.module.css'

interface SaveErrorProps {
  readonly operation: Operation
  /** the unsaved text, if no row shows it */
  readonly text?: ReactNode
  /** the buttons */
  readonly children: ReactNode
}

const headings = {
  save: { sure: 'timeline.notSaved', unsure: 'timeline.perhapsNotSaved' },
  delete: { sure: 'timeline.notDeleted', unsure: 'timeline.perhapsNotDeleted' },
} as const

/** The error of an operation that was not saved, shown in place, with buttons to resolve it. */
export function SaveError({ operation, text, children }: SaveErrorProps) {
  const t = useMessages()
  const viewer = useViewer()
  if (operation.problem === undefined) return null
  const { unsure = false } = operation
  return (
    <div className={styles.box} role="alert">
      <p className={styles.message}>
        <Icon name="warning" />
        <span>
          <b>{t(headings[operation.kind === 'delete' ? 'delete' : 'save'][unsure ? 'unsure' : 'sure'])}</b>
          <span>{` ${problemMessages(operation, viewer, t)}`}</span>
        </span>
      </p>
      {text !== undefined && <div className={styles.text}>{text}</div>}
      <div className={styles.actions}>{children}</div>
    </div>
  )
}
