import type { Ordering } from '../../contract/paging.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { navigate } from '../url-state.ts'
import styles from './OrderBar.module.css'

/** What the list can be told: the order it is in. */
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
      </div>
    </div>
  )
}
