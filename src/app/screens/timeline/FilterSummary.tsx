import { Suspense } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { useListEvents } from '../../shared/api/queries.ts'
import { ActiveFilters } from '../../features/filters/ActiveFilters.tsx'
import { searchTerms, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import styles from './TimelineToolbar.module.css'
import { timelineQuery } from '../../shared/events/timeline-query.ts'

// our own back end searches by itself
const SearchedSoFar = lazyComponent(
  async () => (await import('../../features/search/SearchProgress.tsx')).SearchProgress,
)

interface NarrowedProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** Shows what passes another filter; the event that was looked at may not. */
export function applyFilters(filter: EventFilter): void {
  navigate({ ...currentRoute(), filter, event: undefined })
}

/** What a timeline is narrowed to, how many of its events that leaves, and of how many that is known. */
export function FilterSummary({ leads, order }: NarrowedProps) {
  const state = useRoute()
  const filtering = timelineQuery(leads, order, state).filter !== undefined
  const searches = filtering || searchTerms(state.q) !== undefined
  const canSearch = useSignedIn().capabilities.includes('search')
  if (!searches) return null
  return (
    <div className={styles.narrowed}>
      {filtering && (
        <ActiveFilters
          filter={state.filter}
          onFilter={applyFilters}
          count={<Counts leads={leads} order={order} />}
        />
      )}
      {!canSearch && (
        <Suspense>
          <SearchedSoFar leads={leads} order={order} />
        </Suspense>
      )}
    </div>
  )
}

/** `17 of 1,284 events`. */
function Counts({ leads, order }: NarrowedProps) {
  const t = useMessages()
  const count = useListEvents(timelineQuery(leads, order, useRoute()), 0).data?.meta.count
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return count === undefined || total === undefined ? null : t('filter.count', { count, total })
}
