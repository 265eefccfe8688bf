import { useEffect, useEffectEvent, type RefObject } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { ComposerPanel } from '../../features/composer/ComposerPanel.tsx'
import { ComposerSkeleton } from '../../features/composer/ComposerSkeleton.tsx'
import { NameLeadButton } from '../../features/leads/NameLead.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useLeadPosition } from '../../shared/leads/visible-leads.ts'
import { useAddedLead } from '../../shared/leads/use-added-lead.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { announce } from '../../shared/ui/announce.ts'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineHeader } from './TimelineHeader.tsx'
import { useComposerEvents } from './use-composer-events.ts'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { BackToLeads } from '../../features/timeline/navigation/BackToLeads.tsx'
import type { Lead } from '../../../contract/lead.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { StatusSince } from '../../shared/leads/StatusSince.tsx'
import { LazyLeadPath } from '../../features/lead-path/LazyLeadPath.tsx'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import styles from '../../shared/ui/ScreenHeader.module.css'
import { Name } from '../../shared/ui/Name.tsx'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

interface LeadTimelineProps {
  readonly id: string
  readonly order: Ordering
  readonly event: number | undefined
  /** the element that scrolls, if it is not the list alone */
  readonly pageScroller: RefObject<HTMLElement | null> | undefined
}

/** One lead: its header, the composer and its timeline. */
export function LeadTimeline({ id, order, event, pageScroller }: LeadTimelineProps) {
  const t = useMessages()
  const { data, error, refetch, isFetching } = useGetLead(id)
  const lead = data?.item
  useAddedLead(lead)
  useAnnounceLead(lead)
  const { filter } = timelineQuery([id], order, useRoute())
  const { loggedKey, fixing, fix, takesFocus, trackEvent } = useComposerEvents({
    leads: [id],
    order,
    eventCount: lead?.eventCount,
  })
  if (lead === undefined && error !== null) {
    return toProblem(error).code === 'not_found' ? (
      <>
        <PageTitle>{t('timeline.unknownLead', { lead: id })}</PageTitle>
        <EmptyState
          isScreen
          title={t('timeline.unknownLead', { lead: id })}
          text={t('timeline.unknownLeadText')}
          action={<BackToLeads />}
        />
      </>
    ) : (
      <LoadError isScreen error={error} onRetry={refetch} retrying={isFetching} />
    )
  }
  return (
    <>
      <LeadHeader id={id} lead={lead} order={order} />
      {lead === undefined ? (
        <ComposerSkeleton />
      ) : (
        <ComposerPanel
          leads={[id]}
          lead={lead}
          fixing={fixing}
          takesFocus={takesFocus}
          onLogged={(key) => void trackEvent(key)}
          onPutAside={() => fix(undefined)}
        />
      )}
      <TimelineToolbar leads={[id]} order={order} />
      <PermalinkNotice leads={[id]} order={order} event={event} />
      <TimelineFeed
        key={JSON.stringify([order, filter])}
        leads={[id]}
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

/** Announces the lead of a timeline that was opened, because the focus moves to a field of its composer or to the landmark. */
function useAnnounceLead(lead: Lead | undefined): void {
  const t = useMessages()
  const isLoaded = lead !== undefined
  const place = useLeadPosition(lead?.id ?? '')
  const handleLoaded = useEffectEvent(() => {
    if (lead === undefined) return
    const [name, status] = [bidiIsolate(lead.name ?? lead.id), lead.status ?? t('timeline.noStatus')]
    const opened = t('timeline.opened', { name, status, count: lead.eventCount })
    announce(place === undefined ? opened : `${opened}, ${t('leads.position', { ...place })}`)
  })
  useEffect(() => {
    if (isLoaded) handleLoaded()
  }, [isLoaded])
}

interface LeadHeaderProps {
  readonly id: string
  /** `undefined` while loading */
  readonly lead: Lead | undefined
  readonly order: Ordering
}

/** The header of a lead's timeline: its name, current state and path. */
function LeadHeader({ id, lead, order }: LeadHeaderProps) {
  const t = useMessages()
  const names = usePersonNames()
  const { capabilities } = useSignedIn()
  const name = lead?.name ?? id
  const facts =
    lead === undefined
      ? [<Skeleton key="loading" width="min(340px, 100%)" />]
      : [
          <span key="status" className={styles.status} data-figures>
            <StatusSince lead={lead} />
          </span>,
          lead.leadAssignee === null ? (
            <span key="nobody">{t('timeline.nobody')}</span>
          ) : (
            <Name key="assignee">{names.full(lead.leadAssignee)}</Name>
          ),
          <span key="events">{t('timeline.events', { count: lead.eventCount })}</span>,
          <span key="id" className={styles.id}>
            <span>{`${t(`leads.${lead.type}`)} · `}</span>
            <Name>{id}</Name>
          </span>,
        ]
  const path = capabilities.includes('path')
  return (
    <>
      {lead !== undefined && <PageTitle>{bidiIsolate(name)}</PageTitle>}
      <TimelineHeader
        leads={[id]}
        order={order}
        title={name}
        name={
          lead === undefined ? (
            <>
              <Skeleton width="min(220px, 100%)" height="1.75rem" />
              <VisuallyHidden>
                <Name>{id}</Name>
              </VisuallyHidden>
            </>
          ) : (
            <Name>{name}</Name>
          )
        }
        action={<NameLeadButton id={id} />}
        busy={lead === undefined || undefined}
        facts={facts}
        line={path && <LazyLeadPath id={id} order={order} asLine />}
      >
        {path && <LazyLeadPath id={id} order={order} />}
      </TimelineHeader>
    </>
  )
}
