import { useLayoutEffect, useRef, type KeyboardEvent, type UIEvent } from 'react'
import { useSearchEvents, type SearchQuery } from '../../shared/api/queries.ts'
import { isFiltering } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import { restoreResultsPosition, saveResultsPosition } from './results-restoration.ts'
import { ResultsSkeleton } from '../../shared/ui/ResultsSkeleton.tsx'
import { SearchResult } from './SearchResult.tsx'
import styles from '../../shared/ui/ResultList.module.css'

/** Distance from the end, in pixels, at which the next page is requested. */
const loadAheadPx = 900

/** The results of a search over all leads. Scrolling loads more pages, and going back restores the scroll position. */
export function SearchResults({ query }: { readonly query: SearchQuery }) {
  const t = useMessages()
  const search = useSearchEvents(query)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = search
  const scroller = useRef<HTMLDivElement>(null)
  const events = search.data?.pages.flatMap(({ items }) => items) ?? []
  const meta = search.data?.pages.at(-1)?.meta
  const ready = search.isSuccess
  useLayoutEffect(() => {
    if (ready && scroller.current !== null) restoreResultsPosition(scroller.current)
  }, [ready])
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
        {search.isPending && <ResultsSkeleton label={t('search.searching')} />}
        {search.isError && events.length === 0 && (
          <LoadError error={search.error} onRetry={search.refetch} retrying={search.isFetching} />
        )}
        {ready && events.length === 0 && (
          <div role="status">
            <EmptyState
              title={t('filter.none.q.title', { q: query.q })}
              text={t(isFiltering(query.filter) ? 'search.none.filtered' : 'search.none.text')}
              action={
                isFiltering(query.filter) && (
                  <Button size="s" onClick={() => navigate({ ...currentRoute(), filter: {} })}>
                    {t('filter.clear')}
                  </Button>
                )
              }
            />
          </div>
        )}
        {/* the arrow keys move the focus between the links of the list */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <ol aria-label={t('search.results')} onKeyDown={moveByArrows}>
          {events.map((event) => (
            <SearchResult
              key={event.id}
              event={event}
              q={query.q}
              onOpen={() => {
                if (scroller.current !== null) saveResultsPosition(scroller.current, event.id)
              }}
            />
          ))}
        </ol>
        {isFetchNextPageError && <LoadError error={search.error} onRetry={fetchNextPage} />}
        {hasNextPage && !isFetchNextPageError && (
          <div className={styles.more}>
            <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('leads.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const next = links[links.findIndex((link) => link === document.activeElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
