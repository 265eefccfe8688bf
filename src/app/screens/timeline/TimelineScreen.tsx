import type { Ordering } from '../../../contract/paging.ts'
import { LeadTimeline } from './LeadTimeline.tsx'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import styles from './TimelineScreen.module.css'
import { useListEvents } from '../../shared/api/queries.ts'
import { ExportButton } from '../../features/export/ExportButton.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { AddLead } from './AddLead.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { LeadSummaryTable } from './LeadSummaryTable.tsx'
import header from '../../shared/ui/ScreenHeader.module.css'

interface TimelineScreenProps {
  /** one or more leads, whose events form one timeline */
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event to show at its position in the timeline */
  readonly event: number | undefined
}

/** The timeline of one lead with the composer, or of several leads. */
export function TimelineScreen({ leads, order, event }: TimelineScreenProps) {
  const route = useRoute()
  const [first] = leads
  if (first === undefined) return null
  const key = leads.join(',')
  const { filter } = timelineQuery(leads, order, route)
  return (
    <div className={styles.screen}>
      {leads.length === 1 ? (
        <LeadTimeline key={key} id={first} order={order} event={event} />
      ) : (
        <>
          <SeveralLeadsHeader leads={leads} />
          <TimelineToolbar leads={leads} order={order} />
          <PermalinkNotice leads={leads} order={order} event={event} />
          <TimelineFeed
            key={JSON.stringify([leads, order, filter])}
            leads={leads}
            order={order}
            event={event}
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
function SeveralLeadsHeader({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const count = useListEvents({ leads, ordering: 'newest' }, 0).data?.meta.count
  const title = t('timeline.leads', { count: leads.length })
  return (
    <header className={header.header}>
      <title>{`${title} · Leadline`}</title>
      <div className={header.top}>
        <h1 className={header.name}>{title}</h1>
        <div className={header.actions}>
          <ExportButton leads={leads} />
          <AddLead />
        </div>
      </div>
      <div className={header.facts} data-figures>
        {count === undefined ? <Skeleton width="90px" /> : t('timeline.events', { count })}
      </div>
      <LeadSummaryTable leads={leads} />
    </header>
  )
}
