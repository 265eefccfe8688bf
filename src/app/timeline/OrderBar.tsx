import type { Ordering } from '../../contract/paging.ts'
import { useMessages } from '../i18n/i18n.ts'
import { FilterControl } from '../filters/FilterControl.tsx'
import { NoteSearch } from '../search/NoteSearch.tsx'
import { AsOf } from '../ui/AsOf.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { here, navigate, useUrlState } from '../url-state.ts'
import { GoTo } from './GoTo.tsx'
import { narrow, Narrowed } from './Narrowed.tsx'
import styles from './OrderBar.module.css'

/** What the list can be told: the order it is in, where to go in it, what is left out of it, and what to find in it. */
export function OrderBar({ leads, order }: { readonly leads: readonly string[]; readonly order: Ordering }) {
  const t = useMessages()
  const { filter } = useUrlState()
  return (
    <div className={styles.bar}>
      <div className={styles.column}>
        <Segmented
          label={t('timeline.order')}
          options={[
            { value: 'newest', label: t('timeline.newest') },
            { value: 'oldest', label: t('timeline.oldest') },
          ]}
          value={order}
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
