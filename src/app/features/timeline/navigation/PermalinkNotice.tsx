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
import { opposite, useEventPosition } from '../../../shared/events/use-event-position.ts'

interface PermalinkNoticeProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly event: number | undefined
}

/** Explains why the URL's event is not visible, and reverses the order if only the other order can reach it. */
export function PermalinkNotice({ leads, order, event }: PermalinkNoticeProps) {
  const t = useMessages()
  const viewer = useViewer()
  const query = timelineQuery(leads, order, useRoute())
  const { data: position, error, refetch, isFetching } = useEventPosition(event, query)
  const needsOtherOrder = position?.kind === 'turned'
  useEffect(() => {
    if (needsOtherOrder) navigate({ ...currentRoute(), order: opposite(order) }, { replace: true })
  }, [needsOtherOrder, order])
  const problem = error === null ? undefined : toProblem(error)
  const problemText =
    problem && (problem.code === 'gone' ? deletedMessage(problem, viewer, t) : problemMessage(problem, t))
  const canRetry = problem !== undefined && problem.code !== 'gone' && problem.code !== 'not_found'
  const kind = position?.kind
  const isHiddenByFilter = kind === 'absent' && query.filter !== undefined
  const absentText = kind === 'between' || kind === 'absent' ? t(`timeline.${kind}`) : undefined
  const text = problemText ?? (isHiddenByFilter ? t('filter.hidesEvent') : absentText)
  if (event === undefined || text === undefined) return null
  return (
    <div className={styles.notice} role="status">
      <span>{text}</span>
      <span className={styles.actions}>
        {canRetry && (
          <Button size="s" busy={isFetching} onClick={() => void refetch()}>
            {t('timeline.retry')}
          </Button>
        )}
        {isHiddenByFilter && (
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
