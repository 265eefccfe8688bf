import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import styles from './Composer.module.css'
import place from './ComposerPanel.module.css'

/**
 * The composer's room while its lead is being read, so that the list below does not move when it comes. On a phone the
 * composer takes no room of the list's.
 */
export function ComposerSkeleton() {
  const phone = useIsPhone()
  if (phone) return null
  return (
    <div className={place.above} aria-hidden="true">
      <div className={place.column}>
        <div className={styles.form}>
          <div className={styles.unwritten}>
            <Skeleton width="112px" />
          </div>
          <div className={styles.foot}>
            <Skeleton width="260px" height="32px" />
          </div>
          <div className={styles.said}>
            <Skeleton width="300px" height="16px" />
          </div>
        </div>
      </div>
    </div>
  )
}
