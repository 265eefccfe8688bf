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

/** Pixels from the end at which the next page is asked for. */
const ahead = 900

/** What a search over all leads found, more of it as it is scrolled; on the way back it is where it was left. */
export function SearchResults({ query }: { readonly query: SearchQuery }) {
  const t = useMessages()
  const found = useSearchEvents(query)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = found
  const scroller = useRef<HTMLDivElement>(null)
  const events = found.data?.pages.flatMap(({ items }) => items) ?? []
  const meta = found.data?.pages.at(-1)?.meta
  const ready = found.isSuccess
  useLayoutEffect(() => {
    if (ready && scroller.current !== null) restoreResultsPosition(scroller.current)
  }, [ready])
  const loadAhead = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    const near = scrollHeight - scrollTop - clientHeight < ahead
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }
  function words(): string {
    if (meta === undefined) return ''
    // "its count may be a lower bound, said in `meta.info`": contract
    return meta.info.length > 0
      ? t('search.foundMore', { count: meta.count - 1 })
      : t('search.found', { count: meta.count })
  }
  return (
    <div ref={scroller} className={styles.scroller} onScroll={loadAhead}>
      <div className={styles.column} aria-busy={found.isFetching}>
        {events.length > 0 && <output className={styles.count}>{words()}</output>}
        {found.isPending && <ResultsSkeleton words={t('search.searching')} />}
        {found.isError && events.length === 0 && (
          <LoadError error={found.error} onRetry={found.refetch} retrying={found.isFetching} />
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
        {/* the arrow keys go from link to link within it */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <ol className={styles.list} aria-label={t('search.results')} onKeyDown={moveByArrows}>
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
        {isFetchNextPageError && <LoadError error={found.error} onRetry={fetchNextPage} />}
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
