import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { ComposerPanel } from '../../features/composer/ComposerPanel.tsx'
import { LeadField } from '../../features/composer/LeadField.tsx'
import { BulkButton } from '../../features/leads/bulk/BulkButton.tsx'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { leadDraft, parseDraftKey } from '../../outbox/drafts/draft-key.ts'
import { useDrafts, useOutboxContext } from '../../outbox/outbox-context.ts'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'
import { useGetLead, useListEvents } from '../../shared/api/queries.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useRoute } from '../../shared/router/route.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { LeadSummaryTable } from './LeadSummaryTable.tsx'
import { TimelineHeader } from './TimelineHeader.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { useComposerEvents } from './use-composer-events.ts'

interface SeveralLeadsTimelineProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly event: number | undefined
  /** the element that scrolls, if it is not the list alone */
  readonly pageScroller: RefObject<HTMLElement | null> | undefined
}

/** Several leads: a summary of each, the composer, which asks for the lead, and the timeline of all their events. */
export function SeveralLeadsTimeline({ leads, order, event, pageScroller }: SeveralLeadsTimelineProps) {
  const t = useMessages()
  const count = useListEvents({ leads, ordering: 'newest' }, 0).data?.meta.count
  const { filter } = timelineQuery(leads, order, useRoute())
  const { loggedKey, fixing, fix, takesFocus, trackEvent } = useComposerEvents({
    leads,
    order,
    eventCount: count,
  })
  const { lead: chosen, choose, isJustChosen, endChoice } = useChosenLead(leads)
  const lead = fixing?.lead ?? chosen
  const { data } = useGetLead(lead ?? '', { enabled: lead !== undefined })
  const isShown = lead !== undefined && data !== undefined
  const handleShown = useEffectEvent(endChoice)
  useEffect(() => {
    // the composer has taken the focus by now, and must not take it again when a larger window mounts another one
    if (isShown && isJustChosen) handleShown()
  }, [isShown, isJustChosen])
  const title = t('timeline.leads', { count: leads.length })
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <TimelineHeader
        leads={leads}
        order={order}
        title={title}
        name={title}
        action={<BulkButton leads={leads} />}
        facts={[
          <span key="count">
            {count === undefined ? <Skeleton width="90px" /> : t('timeline.events', { count })}
          </span>,
        ]}
      >
        <LeadSummaryTable leads={leads} chosen={lead} onChoose={choose} />
      </TimelineHeader>
      <ComposerPanel
        leads={leads}
        lead={lead === undefined ? undefined : data?.item}
        leadField={
          fixing === undefined ? (
            <LeadField leads={leads} value={lead} onChange={choose} />
          ) : (
            // a logged event stays on its lead
            <>
              <span>{t('composer.on')}</span>
              <LeadName lead={fixing.lead} />
            </>
          )
        }
        fixing={fixing}
        takesFocus={takesFocus || isJustChosen}
        onLogged={(key) => void trackEvent(key)}
        onPutAside={() => fix(undefined)}
      />
      <TimelineToolbar leads={leads} order={order} />
      <PermalinkNotice leads={leads} order={order} event={event} />
      <TimelineFeed
        key={JSON.stringify([leads, order, filter])}
        leads={leads}
        order={order}
        event={event}
        pageScroller={pageScroller}
        loggedKey={loggedKey}
        fixingKey={fixing?.key}
        onFix={fix}
      />
    </>
  )
}

/**
 * The lead of the composer: the one that the user chose in this view, else one with a draft, else none, because an event on
 * the wrong lead costs more than a choice. What is already written moves along to another lead, unless that one has a draft of
 * its own.
 */
function useChosenLead(leads: readonly string[]) {
  const { drafts } = useOutboxContext()
  const person = personKey(personOf(useSignedIn().user))
  const [state, setState] = useState<{ readonly lead: string; readonly isJustChosen: boolean }>()
  const all = useDrafts().map(({ place }) => parseDraftKey(place))
  const drafted = all.find(({ kind, lead }) => kind === 'lead' && leads.includes(lead))?.lead
  const current = state !== undefined && leads.includes(state.lead) ? state : undefined
  // fixed as soon as it is found, for a user who deletes the text of the draft is still writing
  if (current === undefined && drafted !== undefined) setState({ lead: drafted, isJustChosen: false })
  const choose = (lead: string) => {
    const to = leadDraft(person, lead)
    if (current !== undefined && drafts.read(to) === undefined) {
      drafts.move(leadDraft(person, current.lead), to)
    }
    setState({ lead, isJustChosen: true })
  }
  return {
    lead: current?.lead,
    isJustChosen: current?.isJustChosen === true,
    choose,
    endChoice: () => setState(current && { ...current, isJustChosen: false }),
  }
}
