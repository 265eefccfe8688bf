import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { resultId } from './results-restoration.ts'
import { MarkedText } from '../../shared/events/MarkedText.tsx'
import styles from '../../shared/ui/SearchResult.module.css'
import { excerptOf } from './excerpt.ts'

interface SearchResultProps {
  readonly event: LeadEvent
  readonly q: string
  readonly onOpen: () => void
}

/** A search result: lead, date, owner and an excerpt with the matches. It links to the event in its timeline. */
export function SearchResult({ event, q, onOpen }: SearchResultProps) {
  const viewer = useViewer()
  const name = useGetLead(event.lead).data?.item.name ?? event.lead
  const { text, highlights } = excerptOf(event.note ?? '', event.highlights ?? [])
  return (
    <li>
      <Link
        id={resultId(event.id)}
        to={{ leads: [event.lead], q, event: event.id }}
        className={styles.result}
        onClick={onOpen}
      >
        <span className={styles.head}>
          <bdi className={styles.lead}>{name}</bdi>
          <span className={styles.date}>
            <Time instant={event.date}>{formatMoment(event.date, viewer)}</Time>
          </span>
        </span>
        <span className={styles.facts}>
          {event.owner.name}
          <EventChanges changes={changesOf(event)} />
        </span>
        <span className={styles.note} dir="auto">
          <MarkedText text={text} highlights={highlights} />
        </span>
      </Link>
    </li>
  )
}
