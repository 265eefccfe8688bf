import type { Instant } from '../../../../contract/instant.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Time } from '../../../shared/ui/Time.tsx'
import styles from './SavingBadge.module.css'

/** Marks an event that was changed after it was logged, with the time on hover. */
export function EditedBadge({ moment }: { readonly moment: Instant }) {
  const t = useMessages()
  return (
    <span className={styles.badge}>
      <Time instant={moment}>{t('timeline.edited')}</Time>
    </span>
  )
}
