import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import styles from './Composer.module.css'
import panel from './ComposerPanel.module.css'

/**
 * Reserves the composer's space while its lead is loading, so that the list below does not move when the composer appears.
 * On a phone the composer takes no space from the list.
 */
export function ComposerSkeleton() {
  const phone = useIsPhone()
  if (phone) return null
  return (
    <div className={panel.above} aria-hidden="true">
      <div className={panel.column}>
        <div className={styles.form}>
          <div className={styles.unwritten}>
            <Skeleton width="112px" />
          </div>
          <div className={styles.foot}>
            <Skeleton width="260px" height="32px" />
          </div>
          <div className={styles.hints}>
            <Skeleton width="300px" height="16px" />
          </div>
        </div>
      </div>
    </div>
  )
}
