import type { ReactNode } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { problemMessages } from '../../../outbox/ui/problem-messages.ts'
import { Icon } from '../../../shared/ui/Icon.tsx'
import styles from './SaveError.module.css'

interface NotSavedProps {
  readonly operation: Operation
  /** what was typed, where no row shows it */
  readonly text?: ReactNode
  /** the ways out */
  readonly children: ReactNode
}

const headings = {
  save: { sure: 'timeline.notSaved', unsure: 'timeline.perhapsNotSaved' },
  delete: { sure: 'timeline.notDeleted', unsure: 'timeline.perhapsNotDeleted' },
} as const

/** Why something was not saved, where it stands, and what can be done. */
export function SaveError({ operation, text, children }: NotSavedProps) {
  const t = useMessages()
  const viewer = useViewer()
  if (operation.problem === undefined) return null
  const { unsure = false } = operation
  return (
    <div className={styles.box} role="alert">
      <p className={styles.words}>
        <Icon name="warning" />
        <span>
          <b>{t(headings[operation.kind === 'delete' ? 'delete' : 'save'][unsure ? 'unsure' : 'sure'])}</b>{' '}
          {problemMessages(operation, viewer, t)}
        </span>
      </p>
      {text !== undefined && <div className={styles.text}>{text}</div>}
      <div className={styles.ways}>{children}</div>
    </div>
  )
}
