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
import header from '../../shared/ui/ScreenHeader.module.css'
import { useEffect, useRef, useState } from 'react'
import { announce } from '../../shared/ui/announce.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { LeadSummaryRow } from './LeadSummaryRow.tsx'
import leadSummaryTableStyles from './LeadSummaryTable.module.css'

/** Number of leads shown before the table is expanded: the screen's purpose is the events below. */
const collapsedRows = { desktop: 6, phone: 3 }

/** Summary of several leads: status and its age, assignee, latest activity and number of events. */
function LeadSummaryTable({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const [isExpanded, setIsExpanded] = useState(false)
  const limit = useIsPhone() ? collapsedRows.phone : collapsedRows.desktop
  // the button takes as much space as one row, so it is not shown to hide a single one
  const isCollapsible = leads.length > limit + 1
  return (
    <div className={leadSummaryTableStyles.container}>
      <table className={leadSummaryTableStyles.table} aria-label={t('several.table')}>
        <thead>
          <tr>
            <th scope="col">{t('several.lead')}</th>
            <th scope="col">{t('several.status')}</th>
            <th scope="col">{t('several.assignee')}</th>
            <th scope="col" className={leadSummaryTableStyles.figure}>
              {t('several.last')}
            </th>
            <th scope="col" className={leadSummaryTableStyles.figure}>
              {t('several.events')}
            </th>
            <td>
              <VisuallyHidden>{t('several.takeOut')}</VisuallyHidden>
            </td>
          </tr>
        </thead>
        <tbody>
          {(isCollapsible && !isExpanded ? leads.slice(0, limit) : leads).map((lead) => (
            <LeadSummaryRow key={lead} id={lead} />
          ))}
        </tbody>
      </table>
      {isCollapsible && (
        <Button
          variant="quiet"
          size="s"
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? t('timeline.showLess') : t('several.showAll', { count: leads.length })}
        </Button>
      )}
    </div>
  )
}

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
