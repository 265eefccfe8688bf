import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useEventLeadName } from '../../shared/events/use-event-lead-name.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { NoteText } from '../../shared/events/NoteText.tsx'
import { useNoteLinks } from '../../shared/events/use-note-links.ts'
import { formatTimeOfDay } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import type { Elements } from '../../shared/ui/elements.ts'
import { Link } from '../../shared/ui/Link.tsx'
import { Name } from '../../shared/ui/Name.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import styles from './RecentEvent.module.css'

interface RecentEventProps {
  readonly event: LeadEvent
  /** what follows the lead's name: the owner, a number of events */
  readonly children: Elements
}

/** An event in a list of events of all leads: its time, lead, changes and note. It links to the event in its timeline. */
export function RecentEvent({ event, children }: RecentEventProps) {
  const viewer = useViewer()
  const name = useEventLeadName(event)
  const note = event.note ?? ''
  const links = useNoteLinks(note)
  return (
    // the note is outside the link, because it can contain links
    <li className={styles.event}>
      <span className={styles.time}>
        <Time instant={event.date}>{formatTimeOfDay(event.date, viewer)}</Time>
      </span>
      <div className={styles.head}>
        <Link to={{ leads: [event.lead], event: event.id }} className={styles.lead}>
          <Name>{name}</Name>
        </Link>
        {children}
        <EventChanges changes={changesOf(event)} />
      </div>
      {note !== '' && <NoteText text={note} links={links} className={styles.note} />}
    </li>
  )
}
