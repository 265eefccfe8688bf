import type { EventChange } from '../../../contract/event-change.ts'
import { ChangeDiff } from '../../shared/events/ChangeDiff.tsx'
import { changeAction } from '../../shared/event-model/change-action.ts'
import history from '../../shared/ui/ChangeList.module.css'
import { openDetails } from '../../shared/router/open-details.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import name from '../../shared/events/LeadName.module.css'
import { Button } from '../../shared/ui/Button.tsx'
import { Link } from '../../shared/ui/Link.tsx'

/** One change: its author and exact time, its event and lead, and the values before and after. */
export function ActivityRow({ change }: { readonly change: EventChange }) {
  const t = useMessages()
  const viewer = useViewer()
  const { event, lead, leadName, updateTime, changedBy } = change
  return (
    <li className={history.change}>
      <p className={history.head}>
        <span>
          <b className={history.by}>
            <bdi>{changedBy.name}</bdi>
          </b>{' '}
          {t(`event.did.${changeAction(change)}`)}
        </span>
        <time className={history.at} dateTime={updateTime}>
          {formatExact(updateTime, viewer)}
        </time>
      </p>
      <p className={history.head}>
        <Link to={{ leads: [lead], event }} className={name.lead}>
          <bdi>{leadName ?? lead}</bdi>
        </Link>
        <Button size="s" variant="quiet" onClick={() => openDetails(event)}>
          {t('event.details')}
        </Button>
      </p>
      <ChangeDiff change={change} />
    </li>
  )
}
