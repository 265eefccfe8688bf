import type { KeyboardEvent, UIEvent } from 'react'
import { useSearchEvents, type SearchQuery } from '../../shared/api/queries.ts'
import { isFiltering } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import styles from '../../shared/ui/ResultList.module.css'
import { useListRestoration } from '../../shared/ui/use-list-restoration.ts'
import { ResultPages } from '../../shared/ui/ResultPages.tsx'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { NoteText } from '../../shared/events/NoteText.tsx'
import { useNoteLinks } from '../../shared/events/use-note-links.ts'
import searchResultStyles from '../../shared/ui/SearchResult.module.css'
import { excerptOf } from './excerpt.ts'
import { useEventLeadName } from '../../shared/events/use-event-lead-name.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Name } from '../../shared/ui/Name.tsx'

/** The ID of a result's link. */
const resultId = (event: number) => `result-${event}`

/** Distance from the end, in pixels, at which the next page is requested. */
const loadAheadPx = 900

/** The results of a search over all leads. Scrolling loads more pages, and going back restores the scroll position. */
export function SearchResults({ query }: { readonly query: SearchQuery }) {
  const t = useMessages()
  const search = useSearchEvents(query)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = search
  const scroller = useListRestoration(search.isSuccess)
  const events = search.data?.pages.flatMap(({ items }) => items) ?? []
  const meta = search.data?.pages.at(-1)?.meta
  const loadAhead = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    const near = scrollHeight - scrollTop - clientHeight < loadAheadPx
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }
  function countText(): string {
    if (meta === undefined) return ''
    // contract: "its count may be a lower bound, which `meta.info` then states"
    return meta.info.length > 0
      ? t('search.foundMore', { count: meta.count - 1 })
      : t('search.found', { count: meta.count })
  }
  return (
    <div ref={scroller} className={styles.scroller} onScroll={loadAhead}>
      <div className={styles.column} aria-busy={search.isFetching}>
        {events.length > 0 && <output className={styles.count}>{countText()}</output>}
        <ResultPages
          query={search}
          isEmpty={events.length === 0}
          loading={t('search.searching')}
          empty={{
            title: t('filter.none.q.title', { q: query.q }),
            text: t(isFiltering(query.filter) ? 'search.none.filtered' : 'search.none.text'),
            onClear: isFiltering(query.filter)
              ? () => navigate({ ...currentRoute(), filter: {} })
              : undefined,
          }}
        >
          {/* the arrow keys move the focus between the links of the list */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ol aria-label={t('search.results')} onKeyDown={moveByArrows}>
            {events.map((event) => (
              <SearchResult key={event.id} event={event} q={query.q} />
            ))}
          </ol>
        </ResultPages>
      </div>
    </div>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[id]')]
  const next = links[links.findIndex((link) => link === document.activeElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

interface SearchResultProps {
  readonly event: LeadEvent
  readonly q: string
}

/** A search result: lead, date, owner and an excerpt with the matches. It links to the event in its timeline. */
function SearchResult({ event, q }: SearchResultProps) {
  const viewer = useViewer()
  const name = useEventLeadName(event)
  const names = usePersonNames()
  const note = event.note ?? ''
  const { text, highlights, links } = excerptOf(note, event.highlights ?? [], useNoteLinks(note))
  const id = resultId(event.id)
  return (
    // the note is outside the link, because it can contain links
    <li className={searchResultStyles.result}>
      <Link
        id={id}
        to={{ leads: [event.lead], q, event: event.id }}
        className={searchResultStyles.link}
        aria-labelledby={`${id} ${id}-note`}
      >
        <span className={searchResultStyles.head}>
          <Name className={searchResultStyles.lead}>{name}</Name>
          <span className={searchResultStyles.date}>
            <Time instant={event.date}>{formatMoment(event.date, viewer)}</Time>
          </span>
        </span>
        <span className={searchResultStyles.facts}>
          <Name>{names.of(event.owner)}</Name>
          <EventChanges changes={changesOf(event)} />
        </span>
      </Link>
      <div id={`${id}-note`}>
        <NoteText text={text} highlights={highlights} links={links} className={searchResultStyles.note} />
      </div>
    </li>
  )
}
