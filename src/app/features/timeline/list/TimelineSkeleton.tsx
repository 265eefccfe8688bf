import { useMessages } from '../../../shared/i18n/i18n.ts'
import { VisuallyHidden } from '../../../shared/ui/VisuallyHidden.tsx'
import { PlaceholderRow } from './PlaceholderRow.tsx'
import styles from './TimelineSkeleton.module.css'

/** Placeholder of the list until its first page is loaded. */
export function TimelineSkeleton() {
  const t = useMessages()
  return (
    <div aria-busy="true" className={styles.rows}>
      <VisuallyHidden>{t('timeline.loading')}</VisuallyHidden>
      {Array.from({ length: 6 }, (_, index) => (
        <PlaceholderRow key={index} index={index} />
      ))}
    </div>
  )
}
