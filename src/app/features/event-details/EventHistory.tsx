import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetEventHistory } from '../../shared/api/queries.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { ChangeDiff } from '../../shared/events/ChangeDiff.tsx'
import { changeAction } from '../../shared/event-model/change-action.ts'
import styles from '../../shared/ui/ChangeList.module.css'

interface EventHistoryProps {
  readonly id: number
  /** `undefined` if the event was deleted */
  readonly event: LeadEvent | undefined
}

/** The changes of an event with author, time and both versions, newest first; the last entry is its creation. */
export function EventHistory({ id, event }: EventHistoryProps) {
  const t = useMessages()
  const { data, error, refetch, isFetching } = useGetEventHistory(id)
  if (error !== null && toProblem(error).code === 'forbidden') {
    return <p className={styles.words}>{t('event.historyForbidden')}</p>
  }
  if (data === undefined && error !== null) {
    return <LoadError error={error} onRetry={refetch} retrying={isFetching} />
  }
  if (data === undefined) return <Skeleton height="40px" />
  return (
    <ol className={styles.list}>
      {data.items.toReversed().map((change) => (
        <li key={change.updateTime} className={styles.change}>
          <Head
            by={change.changedBy.name}
            at={change.updateTime}
            action={t(`event.did.${changeAction(change)}`)}
          />
          <ChangeDiff change={change} />
        </li>
      ))}
      {event !== undefined && (
        <li className={styles.change}>
          <Head by={event.owner.name} at={event.created} action={t('event.did.log')} />
        </li>
      )}
    </ol>
  )
}

interface HeadProps {
  readonly by: string
  readonly at: Instant
  readonly action: string
}

function Head({ by, at, action }: HeadProps) {
  const viewer = useViewer()
  return (
    <p className={styles.head}>
      <span>
        <b className={styles.by}>
          <bdi>{by}</bdi>
        </b>{' '}
        {action}
      </span>
      <span className={styles.at}>
        <Time instant={at}>{formatMoment(at, viewer)}</Time>
      </span>
    </p>
  )
}
