import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useReader } from '../../shared/i18n/use-reader.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { resultId } from './left-results.ts'
import { MarkedText } from '../../shared/events/MarkedText.tsx'
import styles from '../../shared/ui/SearchResult.module.css'
import { snippetOf } from './snippet.ts'

interface SearchResultProps {
  readonly event: LeadEvent
  readonly q: string
  readonly onOpen: () => void
}

/** An event that a search found: whose it is, when, by whom, and the words in their place. Opens it in its timeline. */
export function SearchResult({ event, q, onOpen }: SearchResultProps) {
  const reader = useReader()
  const name = useGetLead(event.lead).data?.item.name ?? event.lead
  const { text, highlights } = snippetOf(event.note ?? '', event.highlights ?? [])
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
            <Time instant={event.date}>{formatMoment(event.date, reader)}</Time>
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
