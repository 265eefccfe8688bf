import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { ComposerPanel } from '../../features/composer/ComposerPanel.tsx'
import { ComposerSkeleton } from '../../features/composer/ComposerSkeleton.tsx'
import { isEmpty, readDraft } from '../../features/composer/composer-values.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { leadDraft } from '../../outbox/drafts/draft-key.ts'
import { useAddedLead } from '../../shared/leads/use-added-lead.ts'
import { useOutboxOf, useOutboxContext } from '../../outbox/outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { TimelineHeader } from './TimelineHeader.tsx'
import { matchesFilter } from '../../shared/events/matches-filter.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { BackToLeads } from '../../features/timeline/navigation/BackToLeads.tsx'
import { windowSize } from '../../shared/events/reachable-events.ts'

interface LeadTimelineProps {
  readonly id: string
  readonly order: Ordering
  readonly event: number | undefined
}

/** One lead: who it is, the composer, and its timeline. */
export function LeadTimeline({ id, order, event }: LeadTimelineProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { outbox, drafts } = useOutboxContext()
  const queryClient = useQueryClient()
  const { data, error, refetch, isFetching } = useGetLead(id)
  const lead = data?.item
  useAddedLead(lead)
  const { filter } = timelineQuery([id], order, useRoute())
  const [logged, setLogged] = useState<string>()
  const [mending, setMending] = useState<string>()
  const [asked, setAsked] = useState(false)
  const mended = useOutboxOf([id])
    .filter((operation) => operation.kind === 'create')
    .find(({ key, state, unsure }) => key === mending && state === 'refused' && unsure !== true)

  const mend = (key: string | undefined) => {
    setMending(key)
    setAsked(true)
  }
  /** What was just logged may be left out by the filter, or lie beyond the end of the other order of very many. */
  const tellWhereItIs = async (made: LeadEvent) => {
    const passes = await matchesFilter(queryClient, made, timelineQuery([id], order, currentRoute()))
    const beyond = order === 'oldest' && (lead?.eventCount ?? 0) >= windowSize
    if (passes && !beyond) return
    showToast({
      text: t(passes ? 'timeline.logged' : 'filter.leftOut'),
      action: { label: t('timeline.show'), onPress: () => navigate({ leads: [id], event: made.id }) },
    })
  }
  const follow = async (key: string) => {
    setLogged(key)
    mend(undefined)
    const settled = await outbox.waitForOutcome(key)
    // somebody else may be here by now
    if (settled === undefined || !outbox.isOwn(settled)) return
    if (settled.result !== undefined) await tellWhereItIs(settled.result)
    // who has opened something else is not to have it covered
    const isBusy = document.querySelector('dialog[open]') !== null
    const isFresh = settled.state === 'refused' && settled.waited !== true && !isBusy
    const faults = isFresh ? settled.problem?.details?.errors : undefined
    // what was refused at once comes back to where it was typed, unless something else is being typed there by now
    if (faults !== undefined && isEmpty(readDraft(drafts.read(leadDraft(personKey(personOf(user)), id)))))
      mend(key)
  }
  if (lead === undefined && error !== null) {
    return toProblem(error).code === 'not_found' ? (
      <EmptyState
        isScreen
        title={t('timeline.unknownLead', { lead: id })}
        text={t('timeline.unknownLeadText')}
        action={<BackToLeads />}
      />
    ) : (
      <LoadError isScreen error={error} onRetry={refetch} retrying={isFetching} />
    )
  }
  return (
    <>
      <TimelineHeader id={id} lead={lead} order={order} />
      {lead === undefined ? (
        <ComposerSkeleton />
      ) : (
        <ComposerPanel
          lead={lead}
          mending={mended}
          focused={asked}
          onLogged={(key) => void follow(key)}
          onPutAside={() => mend(undefined)}
        />
      )}
      <TimelineToolbar leads={[id]} order={order} />
      <PermalinkNotice leads={[id]} order={order} event={event} />
      <TimelineFeed
        key={JSON.stringify([order, filter])}
        leads={[id]}
        order={order}
        event={event}
        logged={logged}
        mending={mended?.key}
        onMend={mend}
      />
    </>
  )
}
