import { useEffect, useState, type ReactElement, type ReactNode } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { ExportButton } from '../../features/export/ExportButton.tsx'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { LeadPosition, LeadSteps } from '../../features/leads/LeadSteps.tsx'
import { LeadsButton } from '../../features/leads/LeadsButton.tsx'
import { NoteSearch } from '../../features/search/NoteSearch.tsx'
import { OutboxIndicator } from '../../outbox/ui/OutboxIndicator.tsx'
import { useRoute } from '../../shared/router/route.ts'
import type { Elements } from '../../shared/ui/elements.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import screenHeader from '../../shared/ui/ScreenHeader.module.css'
import { AddLead } from './AddLead.tsx'
import { applyFilters } from './apply-filters.ts'
import styles from './TimelineHeader.module.css'
import { TimelineMenu } from './TimelineMenu.tsx'

interface TimelineHeaderProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the heading; its text is `title` */
  readonly name: ReactNode
  readonly title: string
  /** a button next to the heading; in one line, it is in the menu instead */
  readonly action?: ReactElement
  readonly busy?: boolean | undefined
  /** the facts below the heading; the first ones also fit into one line with it */
  readonly facts: readonly ReactElement[]
  /** what the header shows below the facts */
  readonly children: Elements
  /** what remains of it if the header is one line */
  readonly line?: Elements
}

/**
 * The header of a timeline. In a short page it is one line that also contains the toolbar; on a phone such a line stays at
 * the top when the rest of the header has scrolled away.
 */
export function TimelineHeader(props: TimelineHeaderProps) {
  const { leads, order, name, title, action, busy, facts, children, line } = props
  const { picker, isShort, isTight, isNarrow } = usePageLayout()
  const { filter } = useRoute()
  const [heading, setHeading] = useState<HTMLElement | null>(null)
  const isPhone = picker === 'screen'
  const [lead] = leads.length === 1 ? leads : []
  const isScrolledAway = useIsScrolledAway(isPhone && !isShort ? heading : null)
  const h1 = (
    <h1 ref={setHeading} className={screenHeader.name} title={title}>
      {name}
    </h1>
  )
  if (isShort) {
    return (
      <header className={styles.line} aria-busy={busy}>
        <LeadsButton />
        {h1}
        <span className={styles.facts} data-figures>
          {facts.slice(0, 2)}
        </span>
        <OutboxIndicator quiet />
        <NoteSearch leads={leads} order={order} />
        {!isTight && <FilterControl filter={filter} onFilter={applyFilters} />}
        {lead !== undefined && !isNarrow && <LeadSteps />}
        <TimelineMenu leads={leads} order={order} />
        {line}
      </header>
    )
  }
  return (
    <>
      {isPhone && (
        <div className={styles.line} data-sticky data-scrolled={isScrolledAway || undefined}>
          <LeadsButton />
          {/* the heading itself is above the visible part of the page */}
          {isScrolledAway && (
            <span className={styles.copy} aria-hidden="true">
              <b className={screenHeader.name}>{title}</b>
              <span className={styles.facts}>{facts[0]}</span>
            </span>
          )}
          <OutboxIndicator quiet={isScrolledAway} />
          {lead !== undefined && <LeadSteps />}
          <TimelineMenu leads={leads} order={order} />
        </div>
      )}
      <header className={screenHeader.header} aria-busy={busy}>
        <div className={screenHeader.top}>
          {!isPhone && <LeadsButton />}
          {!isPhone && lead !== undefined && <LeadSteps />}
          {h1}
          {action}
          {!isPhone && lead !== undefined && <LeadPosition id={lead} />}
          {!isPhone && (
            <div className={screenHeader.actions}>
              {picker === 'drawer' && <OutboxIndicator quiet />}
              <ExportButton leads={leads} />
              <AddLead />
            </div>
          )}
        </div>
        <div className={screenHeader.facts} data-figures>
          {isPhone && lead !== undefined ? [...facts, <LeadPosition key="position" id={lead} />] : facts}
        </div>
        {children}
      </header>
    </>
  )
}

/** Whether an element is above the visible part of the page. */
function useIsScrolledAway(element: HTMLElement | null): boolean {
  const [isScrolledAway, setIsScrolledAway] = useState(false)
  useEffect(() => {
    if (element === null) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => setIsScrolledAway(entry?.isIntersecting === false && entry.boundingClientRect.top < 0),
      // the line covers the top of the list
      { rootMargin: '-44px 0px 0px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      setIsScrolledAway(false)
    }
  }, [element])
  return isScrolledAway
}
