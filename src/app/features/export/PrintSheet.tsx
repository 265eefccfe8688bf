import { createPortal } from 'react-dom'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { NoteText } from '../../shared/events/NoteText.tsx'
import { useNoteLinks } from '../../shared/events/use-note-links.ts'
import { formatDate, isOtherDay } from '../../shared/i18n/format-time.ts'
import { eventLine, type ExportLabels } from './export-labels.ts'
import styles from './PrintSheet.module.css'

interface PrintSheetProps {
  readonly events: readonly LeadEvent[]
  readonly labels: ExportLabels
  /** what is missing */
  readonly notice?: string
}

/** The events for printing: while mounted, only this is printed, and it is invisible on the screen. */
export function PrintSheet({ events, labels, notice }: PrintSheetProps) {
  return createPortal(
    <div className={styles.sheet} lang={labels.viewer.locale} data-print-sheet>
      <h1>{labels.title}</h1>
      <p>{labels.subtitle}</p>
      {notice !== undefined && <p className={styles.notice}>{notice}</p>}
      {events.map((event, index) => {
        const { time, owner, details } = eventLine(event, labels)
        const previous = events[index - 1]
        const startsDay = previous === undefined || isOtherDay(previous.date, event.date, labels.viewer)
        return (
          <div key={event.id} className={styles.event}>
            {startsDay && <h2>{formatDate(event.date, labels.viewer)}</h2>}
            <p>
              <b>{time}</b>
              <span>{` ${[owner, ...details].join(' · ')}`}</span>
            </p>
            {event.note !== null && <PrintedNote note={event.note} />}
          </div>
        )
      })}
    </div>,
    document.body,
  )
}

function PrintedNote({ note }: { readonly note: string }) {
  return <NoteText text={note} links={useNoteLinks(note)} className={styles.note} />
}
