import type { Ordering } from '../../contract/paging.ts'
import { useMessages } from '../i18n/i18n.ts'
import { AsOf } from '../ui/AsOf.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { navigate } from '../url-state.ts'
import { GoTo } from './GoTo.tsx'
import styles from './OrderBar.module.css'

/** What the list can be told: the order it is in, and where to go in it. */
export function OrderBar({ leads, order }: { readonly leads: readonly string[]; readonly order: Ordering }) {
  const t = useMessages()
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
          onChange={(next) => navigate({ leads, order: next })}
        />
        <GoTo />
        <AsOf isShown={(address) => showsLeads(address, leads)} />
      </div>
    </div>
  )
}

function showsLeads(address: string, leads: readonly string[]): boolean {
  const { pathname, searchParams } = new URL(address, location.href)
  return pathname === '/v2/leadevents' && searchParams.get('leads') === leads.join(',')
}
