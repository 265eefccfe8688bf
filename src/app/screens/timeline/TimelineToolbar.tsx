import { addressOf } from '../../shared/api/client.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { NoteSearch } from '../../features/search/NoteSearch.tsx'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { GoTo } from '../../features/timeline/navigation/GoTo.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { applyFilters } from './apply-filters.ts'
import { TimelineOrder } from './TimelineOrder.tsx'
import styles from './TimelineToolbar.module.css'
import { Suspense } from 'react'
import { useListEvents } from '../../shared/api/queries.ts'
import { ActiveFilters } from '../../features/filters/ActiveFilters.tsx'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'

// our own back end has a full-text search; only the others need this
const SearchProgress = lazyComponent(
  async () => (await import('../../features/search/SearchProgress.tsx')).SearchProgress,
)

interface FilterSummaryProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** The active filters of a timeline, the number of matching events, and the progress of a search in the browser. */
function FilterSummary({ leads, order }: FilterSummaryProps) {
  const route = useRoute()
  const filtering = timelineQuery(leads, order, route).filter !== undefined
  const searches = filtering || searchTerms(route.q) !== undefined
  const canSearch = useSignedIn().capabilities.includes('search')
  if (!searches) return null
  return (
    <div className={styles.filters}>
      {filtering && (
        <ActiveFilters
          filter={route.filter}
          onFilter={applyFilters}
          count={<Counts leads={leads} order={order} />}
        />
      )}
      {!canSearch && (
        <Suspense>
          <SearchProgress leads={leads} order={order} />
        </Suspense>
      )}
    </div>
  )
}

/** `17 of 1,284 events`. */
function Counts({ leads, order }: FilterSummaryProps) {
  const t = useMessages()
  const count = useListEvents(timelineQuery(leads, order, useRoute()), 0).data?.meta.count
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return count === undefined || total === undefined ? null : (
    <span>{t('filter.count', { count, total })}</span>
  )
}

/**
 * The controls of a timeline: its order, navigation, filters and search, and a notice about stale data. In a short page the
 * header has the controls.
 */
export function TimelineToolbar({
  leads,
  order,
}: {
  readonly leads: readonly string[]
  readonly order: Ordering
}) {
  const { filter } = useRoute()
  const { isShort } = usePageLayout()
  const notice = <StaleDataNotice isShown={(url) => showsLeads(url, leads)} />
  return (
    <div className={styles.bar}>
      {isShort ? (
        notice
      ) : (
        <div className={styles.column}>
          <TimelineOrder order={order} />
          <GoTo />
          <FilterControl filter={filter} onFilter={applyFilters} />
          {notice}
          <NoteSearch leads={leads} order={order} />
        </div>
      )}
      <FilterSummary leads={leads} order={order} />
    </div>
  )
}

function showsLeads(url: string, leads: readonly string[]): boolean {
  const { pathname, searchParams } = new URL(url, location.href)
  // a lead that was never opened has no events in the cache, but a list may contain it
  if (leads.some((lead) => pathname === addressOf('getLead', { id: lead }))) return true
  return pathname === '/v2/leadevents' && searchParams.get('leads') === leads.join(',')
}
