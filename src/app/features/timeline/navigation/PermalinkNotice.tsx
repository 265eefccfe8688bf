import { useEffect } from 'react'
import type { Ordering } from '../../../../contract/paging.ts'
import { toProblem } from '../../../shared/api/problems.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { problemMessage } from '../../../shared/i18n/problem-message.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { currentRoute, navigate, useRoute } from '../../../shared/router/route.ts'
import styles from './PermalinkNotice.module.css'
import { deletedMessage } from '../../../shared/events/deleted-message.ts'
import { timelineQuery } from '../../../shared/events/timeline-query.ts'
import { opposite, useEventPlace } from '../../../shared/events/use-event-place.ts'

interface EventNoticeProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly event: number | undefined
}

/** What became of the event of the address, where it is not simply in sight; turns the order over to reach it. */
export function PermalinkNotice({ leads, order, event }: EventNoticeProps) {
  const t = useMessages()
  const viewer = useViewer()
  const query = timelineQuery(leads, order, useRoute())
  const { data: place, error, refetch, isFetching } = useEventPlace(event, query)
  const turned = place?.kind === 'turned'
  useEffect(() => {
    if (turned) navigate({ ...currentRoute(), order: opposite(order) }, { replace: true })
  }, [turned, order])
  const problem = error === null ? undefined : toProblem(error)
  const words =
    problem && (problem.code === 'gone' ? deletedMessage(problem, viewer, t) : problemMessage(problem, t))
  const canRetry = problem !== undefined && problem.code !== 'gone' && problem.code !== 'not_found'
  const kind = place?.kind
  const filtered = kind === 'absent' && query.filter !== undefined
  const away = kind === 'between' || kind === 'absent' ? t(`timeline.${kind}`) : undefined
  const text = words ?? (filtered ? t('filter.hidesEvent') : away)
  if (event === undefined || text === undefined) return null
  return (
    <div className={styles.notice} role="status">
      {text}
      <span className={styles.ways}>
        {canRetry && (
          <Button size="s" busy={isFetching} onClick={() => void refetch()}>
            {t('timeline.retry')}
          </Button>
        )}
        {filtered && (
          <Button size="s" onClick={() => navigate({ leads, order, event })}>
            {t('filter.showEvent')}
          </Button>
        )}
        <Button
          size="s"
          variant="quiet"
          onClick={() => navigate({ ...currentRoute(), event: undefined }, { replace: true })}
        >
          {t('timeline.dismiss')}
        </Button>
      </span>
    </div>
  )
}
