import { useMessages } from '../i18n/i18n.ts'
import type { OperationState } from '../outbox/operation.ts'
import styles from './SavingMark.module.css'

/** Says that something is on its way to the service; nothing once it is saved or refused. */
export function SavingMark({ state }: { readonly state: OperationState }) {
  const t = useMessages()
  if (state === 'sent' || state === 'refused') return null
  return (
    <span className={styles.mark}>{state === 'sending' ? t('timeline.saving') : t('timeline.waiting')}</span>
  )
}
