import type { EventChange } from '../../../contract/event-change.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from '../ui/ChangeList.module.css'
import { NoteDiff } from './NoteDiff.tsx'
import { NoteText } from './NoteText.tsx'
import { useNoteLinks } from './use-note-links.ts'

/** An event before and after a change; for a deletion, the deleted note. */
export function ChangeDiff({ change: { kind, before, after, erased } }: { readonly change: EventChange }) {
  const t = useMessages()
  const viewer = useViewer()
  const links = useNoteLinks(after === null ? (before.note ?? '') : '')
  if (kind === 'erase') return null
  const erasedNotice = erased === true && <p className={styles.words}>{t('event.wasErased')}</p>
  if (after === null) {
    if (before.note === null) return erasedNotice
    return <NoteText text={before.note} links={links} className={styles.note} />
  }
  return (
    <>
      {before.date !== after.date && (
        <p className={styles.words}>
          {t('event.moved', {
            from: formatMoment(before.date, viewer),
            to: formatMoment(after.date, viewer),
          })}
        </p>
      )}
      {erasedNotice}
      {before.note !== after.note && <NoteDiff before={before.note ?? ''} after={after.note ?? ''} />}
    </>
  )
}
