import { useEffect } from 'react'
import { toProblem } from '../../../shared/api/problems.ts'
import { useGetEvent } from '../../../shared/api/queries.ts'
import { openDetails } from '../../../shared/router/open-details.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { EmptyState } from '../../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../../shared/ui/LoadError.tsx'
import { navigate, useRoute } from '../../../shared/router/route.ts'
import styles from './EventPermalink.module.css'
import { deletedMessage } from '../../../shared/events/deleted-message.ts'
import { TimelineSkeleton } from '../list/TimelineSkeleton.tsx'
import { BackToLeads } from './BackToLeads.tsx'
import { PageTitle } from '../../../outbox/ui/PageTitle.tsx'

/** `/events/{id}`: goes to the event in its timeline, or shows that it was deleted or does not exist. */
export function EventPermalink({ id }: { readonly id: number }) {
  const t = useMessages()
  const viewer = useViewer()
  const { capabilities } = useSignedIn()
  const { details } = useRoute()
  const { data, error, refetch, isFetching } = useGetEvent(id)
  const lead = data?.item.lead
  useEffect(() => {
    if (lead !== undefined) navigate({ leads: [lead], event: id, details }, { replace: true })
  }, [lead, id, details])
  if (error === null) {
    return (
      <div className={styles.container}>
        <TimelineSkeleton />
      </div>
    )
  }
  const problem = toProblem(error)
  if (problem.code !== 'gone' && problem.code !== 'not_found') {
    return <LoadError isScreen error={error} onRetry={refetch} retrying={isFetching} />
  }
  const isDeleted = problem.code === 'gone'
  const title = isDeleted ? t('timeline.gone.title') : t('timeline.missing.title')
  return (
    <div className={styles.container}>
      <PageTitle>{title}</PageTitle>
      <EmptyState
        isScreen
        title={title}
        text={isDeleted ? deletedMessage(problem, viewer, t) : t('timeline.missing.text')}
        action={
          <>
            {isDeleted && capabilities.includes('history') && (
              <Button onClick={() => openDetails(id)}>{t('event.history')}</Button>
            )}
            <BackToLeads />
          </>
        }
      />
    </div>
  )
}
