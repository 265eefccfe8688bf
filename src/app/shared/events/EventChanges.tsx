import { useMessages } from '../i18n/i18n.ts'
import { bidiIsolate } from '../i18n/bidi-isolate.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import { changeMessage } from './change-message.ts'
import type { Change } from '../event-model/event-changes.ts'
import styles from './EventChanges.module.css'

/** The changes of an event: `New → Contacted`, `Luca → nobody`. */
export function EventChanges({ changes }: { readonly changes: readonly Change[] }) {
  const t = useMessages()
  const names = usePersonNames()
  return changes.map((change) => {
    const isName = (value: string | null | undefined) =>
      change.kind === 'assignee' && value !== null ? 'no' : undefined
    const { before, arrow, after } = changeMessage(change, t, names)
    return (
      <span key={change.kind} className={styles.change}>
        {arrow && (
          <span translate={isName(change.from)}>
            {before === undefined ? '→ ' : `${bidiIsolate(before)} → `}
          </span>
        )}
        <b className={styles.to} translate={isName(change.to)}>
          {bidiIsolate(after)}
        </b>
      </span>
    )
  })
}
