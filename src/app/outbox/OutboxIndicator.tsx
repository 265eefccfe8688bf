import { useMessages } from '../i18n/i18n.ts'
import { Dot } from '../ui/Dot.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './OutboxIndicator.module.css'
import { useOutbox } from './outbox-context.ts'

/** Whether everything is saved; where something is not, the way to it. */
export function OutboxIndicator() {
  const t = useMessages()
  const { operations } = useOutbox()
  const refused = operations.filter((operation) => operation.state === 'refused')
  const [first] = refused
  const unsent = operations.some((operation) => operation.state !== 'sent')
  return (
    <span role="status" className={styles.indicator}>
      {first !== undefined && (
        <Link to={{ leads: [first.lead] }} className={styles.refused}>
          <Dot colour="var(--bad)" />
          {t('outbox.notSaved', { count: refused.length })}
        </Link>
      )}
      {first === undefined && (
        <>
          <Dot colour={unsent ? 'var(--warn)' : 'var(--ok)'} />
          {unsent ? t('outbox.saving') : t('outbox.saved')}
        </>
      )}
    </span>
  )
}
