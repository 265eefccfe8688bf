import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import styles from './Composer.module.css'
import panel from './ComposerPanel.module.css'

/**
 * Reserves the composer's space while its lead is loading, so that the list below does not move when the composer appears.
 * A bar at the foot has no height to reserve: nothing is below it.
 */
export function ComposerSkeleton() {
  const { hasComposerBar } = usePageLayout()
  if (hasComposerBar) return null
  return (
    <div className={panel.above} aria-hidden="true">
      <div className={panel.column}>
        <div className={styles.form}>
          <div className={styles.unwritten}>
            <Skeleton width="112px" />
          </div>
          <div className={styles.foot}>
            <Skeleton width="min(260px, 100%)" height="2rem" />
          </div>
          <div className={styles.hints}>
            <Skeleton width="min(300px, 100%)" height="1rem" />
          </div>
        </div>
      </div>
    </div>
  )
}
