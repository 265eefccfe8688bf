import { useRef } from 'react'
import type { EventChange } from '../../../contract/event-change.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { canEditEvent } from '../../../contract/permissions.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetEventHistory } from '../../shared/api/queries.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { useEventLabel } from '../../shared/events/use-event-label.ts'
import { ChangeDiff } from '../../shared/events/ChangeDiff.tsx'
import { changeAction } from '../../shared/event-model/change-action.ts'
import styles from '../../shared/ui/ChangeList.module.css'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Name } from '../../shared/ui/Name.tsx'

interface EventHistoryProps {
  readonly id: number
  /** `undefined` if the event was deleted */
  readonly event: LeadEvent | undefined
  /** whether a date is one that the event may have */
  readonly canHaveDate?: (date: Instant) => boolean
  /** restores the note of a version, and its date where the event may have it */
  readonly onRestore?: (version: EventChange['before']) => void
}

/** The changes of an event with author, time and both versions, newest first; the last entry is its creation. */
export function EventHistory({ id, event, canHaveDate, onRestore }: EventHistoryProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const list = useRef<HTMLOListElement>(null)
  const names = usePersonNames()
  const { data, error, refetch, isFetching } = useGetEventHistory(id)
  if (error !== null && toProblem(error).code === 'forbidden') {
    return <p className={styles.words}>{t('event.historyForbidden')}</p>
  }
  if (data === undefined && error !== null) {
    return <LoadError error={error} onRetry={refetch} retrying={isFetching} />
  }
  if (data === undefined) return <Skeleton height="40px" />
  // the change replaced a version that is known and that differs from the event as it is now
  const isRestorable = ({ before, after, erased }: EventChange) =>
    after !== null &&
    erased !== true &&
    event !== undefined &&
    (before.note !== event.note || (before.date !== event.date && canHaveDate?.(before.date) === true))
  const canRestore = event !== undefined && onRestore !== undefined && canEditEvent(user, event.owner.id)
  return (
    <ol ref={list} className={styles.list} tabIndex={-1} aria-label={t('event.history')}>
      {data.items.toReversed().map((change) => (
        <li key={change.updateTime} className={styles.change}>
          <Head
            by={names.of(change.changedBy)}
            at={change.updateTime}
            action={t(`event.did.${changeAction(change)}`)}
          />
          <ChangeDiff change={change} />
          {canRestore && isRestorable(change) && (
            <RestoreButton
              version={change.before}
              onPress={() => {
                // the button disappears as soon as the event is this version again
                list.current?.focus()
                onRestore(change.before)
              }}
            />
          )}
        </li>
      ))}
      {event !== undefined && (
        <li className={styles.change}>
          <Head by={names.of(event.owner)} at={event.created} action={t('event.did.log')} />
        </li>
      )}
    </ol>
  )
}

interface RestoreButtonProps {
  readonly version: EventChange['before']
  readonly onPress: () => void
}

function RestoreButton({ version, onPress }: RestoreButtonProps) {
  const t = useMessages()
  const eventLabel = useEventLabel()
  return (
    <span>
      <Button size="s" aria-label={t('event.restoreNamed', { event: eventLabel(version) })} onClick={onPress}>
        {t('event.restore')}
      </Button>
    </span>
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
          <Name>{by}</Name>
        </b>
        <span>{` ${action}`}</span>
      </span>
      <span className={styles.at}>
        <Time instant={at}>{formatMoment(at, viewer)}</Time>
      </span>
    </p>
  )
}
