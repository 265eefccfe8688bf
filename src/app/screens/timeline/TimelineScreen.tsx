import type { Ordering } from '../../../contract/paging.ts'
import { LeadTimeline } from './LeadTimeline.tsx'
import { PermalinkNotice } from '../../features/timeline/navigation/PermalinkNotice.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import { TimelineFeed } from '../../features/timeline/TimelineFeed.tsx'
import { SeveralLeadsHeader } from './SeveralLeadsHeader.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import styles from './TimelineScreen.module.css'

interface TimelineScreenProps {
  /** one lead or more, whose events make one timeline */
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event that is shown in its place */
  readonly event: number | undefined
}

/** What happened with one lead, with the place to log what happens next, or with several leads. */
export function TimelineScreen({ leads, order, event }: TimelineScreenProps) {
  const state = useRoute()
  const [first] = leads
  if (first === undefined) return null
  const key = leads.join(',')
  const { filter } = timelineQuery(leads, order, state)
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
            logged={undefined}
            mending={undefined}
            onMend={undefined}
          />
        </>
      )}
    </div>
  )
}
