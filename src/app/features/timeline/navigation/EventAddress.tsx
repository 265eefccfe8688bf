import { useEffect } from 'react'
import { toProblem } from '../../../shared/api/problems.ts'
import { useGetEvent } from '../../../shared/api/queries.ts'
import { openDetails } from '../../../shared/router/open-details.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useReader } from '../../../shared/i18n/use-reader.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Empty } from '../../../shared/ui/Empty.tsx'
import { Failed } from '../../../shared/ui/Failed.tsx'
import { navigate, useUrlState } from '../../../shared/router/url-state.ts'
import styles from './EventAddress.module.css'
import { goneWords } from '../../../shared/events/gone-words.ts'
import { TimelineSkeleton } from '../list/TimelineSkeleton.tsx'
import { WayToLeads } from './WayToLeads.tsx'

/** `/events/{id}`: goes to the event in its place, or says what became of it. */
export function EventAddress({ id }: { readonly id: number }) {
  const t = useMessages()
  const reader = useReader()
  const { capabilities } = useSignedIn()
  const { details } = useUrlState()
  const { data, error, refetch, isFetching } = useGetEvent(id)
  const lead = data?.item.lead
  useEffect(() => {
    if (lead !== undefined) navigate({ leads: [lead], event: id, details }, { replace: true })
  }, [lead, id, details])
  if (error === null) {
    return (
      <div className={styles.place}>
        <TimelineSkeleton />
      </div>
    )
  }
  const problem = toProblem(error)
  if (problem.code !== 'gone' && problem.code !== 'not_found') {
    return <Failed isScreen error={error} onRetry={refetch} retrying={isFetching} />
  }
  const gone = problem.code === 'gone'
  const title = gone ? t('timeline.gone.title') : t('timeline.missing.title')
  return (
    <div className={styles.place}>
      <title>{`${title} · Leadline`}</title>
      <Empty
        isScreen
        title={title}
        text={gone ? goneWords(problem, reader, t) : t('timeline.missing.text')}
        action={
          <>
            {gone && capabilities.includes('history') && (
              <Button onClick={() => openDetails(id)}>{t('event.history')}</Button>
            )}
            <WayToLeads />
          </>
        }
      />
    </div>
  )
}
