import { Skeleton } from './Skeleton.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'
import styles from './SearchResult.module.css'

const widths = ['84%', '62%', '91%', '70%', '55%'] as const

/** Skeleton rows as tall as most results; `label` is the text for assistive technology. */
export function ResultsSkeleton({ label }: { readonly label: string }) {
  return (
    <div>
      <VisuallyHidden>{label}</VisuallyHidden>
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
