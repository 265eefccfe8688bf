import { useMessages } from '../../shared/i18n/i18n.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import styles from './NoLeadSelected.module.css'

/** Empty state of the timeline before a lead is selected. */
export function NoLeadSelected() {
  const t = useMessages()
  return (
    <div className={styles.container}>
      <title>Leadline</title>
      <EmptyState
        picture={
          <svg className={styles.picture} viewBox="0 0 200 112" aria-hidden="true">
            <path className={styles.rail} d="M40 8v96" />
            <circle className={styles.node} cx="40" cy="24" r="4.5" />
            <circle className={styles.now} cx="40" cy="56" r="5" />
            <circle className={styles.node} cx="40" cy="88" r="4.5" />
            <path className={styles.name} d="M60 20h40M60 52h52M60 84h34" />
            <path className={styles.note} d="M60 30h92M60 62h116M60 94h72" />
          </svg>
        }
        title={t('leads.nothingChosen.title')}
        text={t('leads.nothingChosen.text')}
      />
    </div>
  )
}
