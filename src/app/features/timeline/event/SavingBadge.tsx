import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import styles from './SavingBadge.module.css'

/** Says that something is on its way to the service, or waits to be sent; nothing once it is saved or refused. */
export function SavingBadge({ operation: { state, problem } }: { readonly operation: Operation }) {
  const t = useMessages()
  if (state === 'sent' || state === 'refused') return null
  if (state === 'sending') return <span className={styles.mark}>{t('timeline.saving')}</span>
  return (
    <span className={styles.mark}>
      {problem === undefined ? t('timeline.waiting') : t('timeline.notSentYet')}
    </span>
  )
}
