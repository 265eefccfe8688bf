import { useMessages } from '../i18n/i18n.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import type { Change } from './event-changes.ts'
import styles from './EventChanges.module.css'

/** What an event changed: `New → Contacted`, `Luca → nobody`. */
export function EventChanges({ changes }: { readonly changes: readonly Change[] }) {
  const t = useMessages()
  const names = usePersonNames()
  const words = (kind: Change['kind'], value: string | null) => {
    if (kind === 'status') return value
    return value === null ? t('timeline.nobody') : names.short(value)
  }
  return changes.map(({ kind, from, to }) => {
    const before = from === undefined || from === to ? null : words(kind, from)
    return (
      <span key={kind} className={styles.change}>
        {before !== null && `${before} `}
        {from !== to && '→ '}
        <b className={styles.to}>{words(kind, to)}</b>
      </span>
    )
  })
}
