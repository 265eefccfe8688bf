import type { Ordering } from '../../../contract/paging.ts'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { NoteSearch } from '../../features/search/NoteSearch.tsx'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { GoTo } from '../../features/timeline/navigation/GoTo.tsx'
import { applyFilters, FilterSummary } from './FilterSummary.tsx'
import { SortToggle } from '../../features/timeline/navigation/SortToggle.tsx'
import styles from './TimelineToolbar.module.css'

/** The controls of a timeline: its order, navigation, filters and search, and a notice about stale data. */
export function TimelineToolbar({
  leads,
  order,
}: {
  readonly leads: readonly string[]
  readonly order: Ordering
}) {
  const { filter } = useRoute()
  return (
    <div className={styles.bar}>
      <div className={styles.column}>
        <SortToggle
          order={order}
          onChange={(next) => navigate({ ...currentRoute(), order: next, event: undefined })}
        />
        <GoTo />
        <FilterControl filter={filter} onFilter={applyFilters} />
        <StaleDataNotice isShown={(url) => showsLeads(url, leads)} />
        <NoteSearch leads={leads} order={order} />
      </div>
      <FilterSummary leads={leads} order={order} />
    </div>
  )
}

function showsLeads(url: string, leads: readonly string[]): boolean {
  const { pathname, searchParams } = new URL(url, location.href)
  return pathname === '/v2/leadevents' && searchParams.get('leads') === leads.join(',')
}
