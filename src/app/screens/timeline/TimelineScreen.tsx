import { useEffect, useRef } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { LeadTimeline } from './LeadTimeline.tsx'
import { SeveralLeadsTimeline } from './SeveralLeadsTimeline.tsx'
import styles from './TimelineScreen.module.css'
import { PrintedTimeline } from '../../features/export/PrintedTimeline.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
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
  useAnnounceOrder(order)
  const screen = useRef<HTMLDivElement>(null)
  const { scrollsAsPage } = usePageLayout()
  const pageScroller = scrollsAsPage ? screen : undefined
  const [first] = leads
  if (first === undefined) return null
  return (
    <div ref={screen} className={styles.screen} data-scrolls={scrollsAsPage || undefined}>
      <PrintedTimeline leads={leads} />
      {leads.length === 1 ? (
        <LeadTimeline key={first} id={first} order={order} event={event} pageScroller={pageScroller} />
      ) : (
        <SeveralLeadsTimeline leads={leads} order={order} event={event} pageScroller={pageScroller} />
      )}
    </div>
  )
}
