import type { EventChange } from '../../../contract/event-change.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useReader } from '../i18n/use-reader.ts'
import styles from './EventHistory.module.css'
import { NoteDiff } from './NoteDiff.tsx'

/** What stood in an event before a change, and what then; of a deletion, what it had said. */
export function BeforeAfter({ change: { kind, before, after, erased } }: { readonly change: EventChange }) {
  const t = useMessages()
  const reader = useReader()
  if (kind === 'erase') return null
  const gone = erased === true && <p className={styles.words}>{t('event.wasErased')}</p>
  if (after === null) {
    if (before.note === null) return gone
    return (
      <p dir="auto" className={styles.note}>
        {before.note}
      </p>
    )
  }
  return (
    <>
      {before.date !== after.date && (
        <p className={styles.words}>
          {t('event.moved', {
            from: formatMoment(before.date, reader),
            to: formatMoment(after.date, reader),
          })}
        </p>
      )}
      {gone}
      {before.note !== after.note && <NoteDiff before={before.note ?? ''} after={after.note ?? ''} />}
    </>
  )
}
