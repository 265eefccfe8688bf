import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import styles from './SavingBadge.module.css'

/** Shows that an operation is being sent or waiting; renders nothing once it is saved or rejected. */
export function SavingBadge({ operation: { state, problem } }: { readonly operation: Operation }) {
  const t = useMessages()
  if (state === 'sent' || state === 'refused') return null
  if (state === 'sending') return <span className={styles.badge}>{t('timeline.saving')}</span>
  return (
    <span className={styles.badge}>
      {problem === undefined ? t('timeline.waiting') : t('timeline.notSentYet')}
    </span>
  )
}
