import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { ComposerPlace } from '../../features/composer/ComposerPlace.tsx'
import { ComposerSkeleton } from '../../features/composer/ComposerSkeleton.tsx'
import { isEmpty, readDraft } from '../../features/composer/composer-values.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { leadDraft } from '../../outbox/drafts/draft-place.ts'
import { useOpenedLead } from '../../shared/leads/use-opened-lead.ts'
import { useOutboxOf, useUnsent } from '../../outbox/outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Empty } from '../../shared/ui/Empty.tsx'
import { Failed } from '../../shared/ui/Failed.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { EventNotice } from '../../features/timeline/navigation/EventNotice.tsx'
import { OrderBar } from './OrderBar.tsx'
import { here, navigate, useUrlState } from '../../shared/router/url-state.ts'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { TimelineHeader } from './TimelineHeader.tsx'
import { passesFilter } from '../../shared/events/passes-filter.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { WayToLeads } from '../../features/timeline/navigation/WayToLeads.tsx'
import { windowSize } from '../../shared/events/timeline-window.ts'

interface LeadTimelineProps {
  readonly id: string
  readonly order: Ordering
  readonly event: number | undefined
}

/** One lead: who it is, the composer, and its timeline. */
export function LeadTimeline({ id, order, event }: LeadTimelineProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { outbox, drafts } = useUnsent()
  const queryClient = useQueryClient()
  const { data, error, refetch, isFetching } = useGetLead(id)
  const lead = data?.item
  useOpenedLead(lead)
  const { filter } = timelineQuery([id], order, useUrlState())
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
    const passes = await passesFilter(queryClient, made, timelineQuery([id], order, here()))
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
    const settled = await outbox.settled(key)
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
      <Empty
        isScreen
        title={t('timeline.unknownLead', { lead: id })}
        text={t('timeline.unknownLeadText')}
        action={<WayToLeads />}
      />
    ) : (
      <Failed isScreen error={error} onRetry={refetch} retrying={isFetching} />
    )
  }
  return (
    <>
      <TimelineHeader id={id} lead={lead} order={order} />
      {lead === undefined ? (
        <ComposerSkeleton />
      ) : (
        <ComposerPlace
          lead={lead}
          mending={mended}
          focused={asked}
          onLogged={(key) => void follow(key)}
          onPutAside={() => mend(undefined)}
        />
      )}
      <OrderBar leads={[id]} order={order} />
      <EventNotice leads={[id]} order={order} event={event} />
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
