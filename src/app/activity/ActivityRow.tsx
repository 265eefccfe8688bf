import type { EventChange } from '../../contract/event-change.ts'
import { BeforeAfter } from '../event/BeforeAfter.tsx'
import { didWhat } from '../event/did-what.ts'
import { openDetails } from '../event/open-details.ts'
import { formatExact } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useReader } from '../i18n/use-reader.ts'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './ActivityScreen.module.css'

/** A change: by whom and exactly when, of which event of which lead, before and after. */
export function ActivityRow({ change }: { readonly change: EventChange }) {
  const t = useMessages()
  const reader = useReader()
  const { event, lead, leadName, updateTime, changedBy } = change
  return (
    <li className={styles.change}>
      <p className={styles.line}>
        <span>
          <b>
            <bdi>{changedBy.name}</bdi>
          </b>{' '}
          {t(`event.did.${didWhat(change)}`)}
        </span>
        <time dateTime={updateTime}>{formatExact(updateTime, reader)}</time>
      </p>
      <p className={styles.line}>
        <Link to={{ leads: [lead], event }}>
          <bdi>{leadName ?? lead}</bdi>
        </Link>
        <Button size="s" variant="quiet" onClick={() => openDetails(event)}>
          {t('event.details')}
        </Button>
      </p>
      <BeforeAfter change={change} />
    </li>
  )
}
