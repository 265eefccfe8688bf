import { useMessages } from '../../shared/i18n/i18n.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import styles from './LeadListSkeleton.module.css'

const widths = [62, 48, 70, 55, 66, 44, 58, 52, 64, 46] as const

/** A placeholder with rows as tall as the leads. */
export function LeadListSkeleton({ rows = 10 }: { readonly rows?: number }) {
  const t = useMessages()
  return (
    <div>
      <VisuallyHidden>{t('leads.loading')}</VisuallyHidden>
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton width={`${width}%`} />
          <Skeleton width="32px" />
          <Skeleton width={`${width / 2}%`} height="18px" />
          <Skeleton width="56px" height="18px" />
        </div>
      ))}
    </div>
  )
}
