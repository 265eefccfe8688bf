import { useEffect, useRef } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { LeadTimeline } from './LeadTimeline.tsx'
import { BulkButton } from '../../features/leads/bulk/BulkButton.tsx'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import styles from './TimelineScreen.module.css'
import { useListEvents } from '../../shared/api/queries.ts'
import { PrintedTimeline } from '../../features/export/PrintedTimeline.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { LeadSummaryTable } from './LeadSummaryTable.tsx'
import { TimelineHeader } from './TimelineHeader.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { announce } from '../../shared/ui/announce.ts'

interface TimelineScreenProps {
  /** one or more leads, whose events form one timeline */
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event to show at its position in the timeline */
  readonly event: number | undefined
}

/** Announces a change of the order: a link or a date may reverse it too. */
function useAnnounceOrder(order: Ordering): void {
  const t = useMessages()
  const announced = useRef(order)
  useEffect(() => {
    if (announced.current === order) return
    announced.current = order
    announce(t(`timeline.ordered.${order}`))
  }, [order, t])
}

/** The timeline of one lead with the composer, or of several leads. */
export function TimelineScreen({ leads, order, event }: TimelineScreenProps) {
  const route = useRoute()
  useAnnounceOrder(order)
  const screen = useRef<HTMLDivElement>(null)
  const { scrollsAsPage } = usePageLayout()
  const pageScroller = scrollsAsPage ? screen : undefined
  const [first] = leads
  if (first === undefined) return null
  const key = leads.join(',')
  const { filter } = timelineQuery(leads, order, route)
  return (
    <div ref={screen} className={styles.screen} data-scrolls={scrollsAsPage || undefined}>
      <PrintedTimeline leads={leads} />
      {leads.length === 1 ? (
        <LeadTimeline key={key} id={first} order={order} event={event} pageScroller={pageScroller} />
      ) : (
        <>
          <SeveralLeadsHeader leads={leads} order={order} />
          <TimelineToolbar leads={leads} order={order} />
          <PermalinkNotice leads={leads} order={order} event={event} />
          <TimelineFeed
            key={JSON.stringify([leads, order, filter])}
            leads={leads}
            order={order}
            event={event}
            pageScroller={pageScroller}
            loggedKey={undefined}
            fixingKey={undefined}
            onFix={undefined}
          />
        </>
      )}
    </div>
  )
}

/** The header of a timeline of several leads: their number and a summary of each. */
function SeveralLeadsHeader({ leads, order }: Pick<TimelineScreenProps, 'leads' | 'order'>) {
  const t = useMessages()
  const count = useListEvents({ leads, ordering: 'newest' }, 0).data?.meta.count
  const title = t('timeline.leads', { count: leads.length })
  return (
    <>
      <title>{`${title} · Leadline`}</title>
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
        <LeadSummaryTable leads={leads} />
      </TimelineHeader>
    </>
  )
}
