import { Suspense } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { useListEvents } from '../../shared/api/queries.ts'
import { ActiveFilters } from '../../features/filters/ActiveFilters.tsx'
import { soughtWords, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { onDemand } from '../../shared/ui/beside.ts'
import { here, navigate, useUrlState } from '../../shared/router/url-state.ts'
import styles from './OrderBar.module.css'
import { timelineQuery } from '../../shared/events/timeline-query.ts'

// our own back end searches by itself
const SearchedSoFar = onDemand(
  async () => (await import('../../features/search/SearchedSoFar.tsx')).SearchedSoFar,
)

interface NarrowedProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** Shows what passes another filter; the event that was looked at may not. */
export function narrow(filter: EventFilter): void {
  navigate({ ...here(), filter, event: undefined })
}

/** What a timeline is narrowed to, how many of its events that leaves, and of how many that is known. */
export function Narrowed({ leads, order }: NarrowedProps) {
  const state = useUrlState()
  const filtering = timelineQuery(leads, order, state).filter !== undefined
  const searches = filtering || soughtWords(state.q) !== undefined
  const canSearch = useSignedIn().capabilities.includes('search')
  if (!searches) return null
  return (
    <div className={styles.narrowed}>
      {filtering && (
        <ActiveFilters
          filter={state.filter}
          onFilter={narrow}
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
  const count = useListEvents(timelineQuery(leads, order, useUrlState()), 0).data?.meta.count
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return count === undefined || total === undefined ? null : t('filter.count', { count, total })
}
