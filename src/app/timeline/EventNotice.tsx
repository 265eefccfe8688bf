import { useEffect } from 'react'
import type { Ordering } from '../../contract/paging.ts'
import { toProblem } from '../api/problems.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useReader } from '../i18n/use-reader.ts'
import { problemWords } from '../i18n/problem-words.ts'
import { Button } from '../ui/Button.tsx'
import { navigate, useUrlState } from '../url-state.ts'
import styles from './EventNotice.module.css'
import { goneWords } from './gone-words.ts'
import { opposite, useEventPlace } from './use-event-place.ts'

interface EventNoticeProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly event: number | undefined
}

/** What became of the event of the address, where it is not simply in sight; turns the order over to reach it. */
export function EventNotice({ leads, order, event }: EventNoticeProps) {
  const t = useMessages()
  const reader = useReader()
  const { details } = useUrlState()
  const { data: place, error, refetch, isFetching } = useEventPlace(event, { leads, ordering: order })
  const turned = place?.kind === 'turned'
  useEffect(() => {
    if (turned) navigate({ leads, order: opposite(order), event, details }, { replace: true })
  }, [turned, leads, order, event, details])
  const problem = error === null ? undefined : toProblem(error)
  const words =
    problem && (problem.code === 'gone' ? goneWords(problem, reader, t) : problemWords(problem, t))
  const canRetry = problem !== undefined && problem.code !== 'gone' && problem.code !== 'not_found'
  const kind = place?.kind
  const text = words ?? (kind === 'between' || kind === 'absent' ? t(`timeline.${kind}`) : undefined)
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
        <Button size="s" variant="quiet" onClick={() => navigate({ leads, order }, { replace: true })}>
          {t('timeline.dismiss')}
        </Button>
      </span>
    </div>
  )
}
