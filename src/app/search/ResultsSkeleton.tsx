import { useMessages } from '../i18n/i18n.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import styles from './SearchResult.module.css'

const widths = ['84%', '62%', '91%', '70%', '55%'] as const

/** Rows as tall as most results. */
export function ResultsSkeleton() {
  const t = useMessages()
  return (
    <div>
      <VisuallyHidden>{t('search.searching')}</VisuallyHidden>
      {widths.map((width) => (
        <div key={width} className={styles.result}>
          <Skeleton width="180px" />
          <Skeleton width="96px" height="22px" />
          <Skeleton width={width} height="22px" />
        </div>
      ))}
    </div>
  )
}
