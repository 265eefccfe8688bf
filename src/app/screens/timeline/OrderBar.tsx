import type { Ordering } from '../../../contract/paging.ts'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { NoteSearch } from '../../features/search/NoteSearch.tsx'
import { AsOf } from '../../shared/ui/AsOf.tsx'
import { here, navigate, useUrlState } from '../../shared/router/url-state.ts'
import { GoTo } from '../../features/timeline/navigation/GoTo.tsx'
import { narrow, Narrowed } from './Narrowed.tsx'
import { OrderChoice } from '../../features/timeline/navigation/OrderChoice.tsx'
import styles from './OrderBar.module.css'

/** What the list can be told: the order it is in, where to go in it, what is left out of it, and what to find in it. */
export function OrderBar({ leads, order }: { readonly leads: readonly string[]; readonly order: Ordering }) {
  const { filter } = useUrlState()
  return (
    <div className={styles.bar}>
      <div className={styles.column}>
        <OrderChoice
          order={order}
          onChange={(next) => navigate({ ...here(), order: next, event: undefined })}
        />
        <GoTo />
        <FilterControl filter={filter} onFilter={narrow} />
        <AsOf isShown={(address) => showsLeads(address, leads)} />
        <NoteSearch leads={leads} order={order} />
      </div>
      <Narrowed leads={leads} order={order} />
    </div>
  )
}

function showsLeads(address: string, leads: readonly string[]): boolean {
  const { pathname, searchParams } = new URL(address, location.href)
  return pathname === '/v2/leadevents' && searchParams.get('leads') === leads.join(',')
}
