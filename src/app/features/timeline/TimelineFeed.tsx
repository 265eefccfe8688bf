import { startTransition, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { useOutboxOf } from '../../outbox/outbox-context.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { DateScale } from './date-scale/DateScale.tsx'
import { startsDay } from './list/timeline-rows.ts'
import { VirtualList } from './list/VirtualList.tsx'
import { NewEventsPill } from './list/NewEventsPill.tsx'
import { NoFilterResults } from './list/NoFilterResults.tsx'
import { OrphanedDrafts } from './editing/OrphanedDrafts.tsx'
import { OrphanedEdits } from './editing/OrphanedEdits.tsx'
import type { RowListHandle } from './list/row-list.ts'
import { StickyDayHeader } from './list/StickyDayHeader.tsx'
import { MatchHighlights } from '../../shared/events/MatchHighlights.tsx'
import { useRoute } from '../../shared/router/route.ts'
import styles from './TimelineFeed.module.css'
import { TimelineRow } from './TimelineRow.tsx'
import { changeOf } from './list/timeline-rows.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { TimelineSkeleton } from './list/TimelineSkeleton.tsx'
import { pageOf } from '../../shared/events/reachable-events.ts'
import { useEventPermalink } from './navigation/use-event-permalink.ts'
import { useFeedKeys } from './navigation/use-feed-keys.ts'
import { useGoTo } from './navigation/use-go-to.ts'
import { useScrollRestoration } from './list/use-scroll-restoration.ts'
import { useDateSamples } from './date-scale/use-date-samples.ts'
import { useScrollerChange } from './list/use-scroller-change.ts'
import { useNewEvents } from './list/use-new-events.ts'
import { useVisiblePages } from './list/use-visible-pages.ts'
import { useRowFocus } from './list/use-row-focus.ts'
import { useTimelinePages, wholeLength } from './list/use-timeline-pages.ts'
import { useTimelineRows } from './list/use-timeline-rows.ts'
import { PlainList } from './list/PlainList.tsx'
import { ReachLimitNotice } from './list/ReachLimitNotice.tsx'

interface TimelineFeedProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the URL's event */
  readonly event: number | undefined
  /** the element that scrolls together with what is above the list; absent if the list scrolls alone */
  readonly pageScroller?: RefObject<HTMLElement | null> | undefined
  /** the key of an event that was just logged, to scroll to its end of the list */
  readonly loggedKey: string | undefined
  /** the key of the event that is in the composer */
  readonly fixingKey: string | undefined
  readonly onFix: (key: string) => void
}

/** The timeline of one or more leads. It loads only the visible pages. */
export function TimelineFeed(props: TimelineFeedProps) {
  const { leads, order, event, pageScroller, loggedKey, fixingKey, onFix } = props
  const t = useMessages()
  const viewer = useViewer()
  const listScroller = useRef<HTMLDivElement>(null)
  const scroller: RefObject<HTMLElement | null> = pageScroller ?? listScroller
  const feed = useRef<HTMLDivElement>(null)
  const list = useRef<RowListHandle>(null)
  const newEvents = useNewEvents(leads)
  const newest = order === 'newest' ? 'first' : 'last'
  const visiblePages = useVisiblePages({
    scroller,
    list,
    onEnd: (end) => {
      if (end === newest) newEvents.clear()
    },
  })
  const [focused, setFocused] = useState<{ readonly id: number; readonly page: number }>()
  const query = timelineQuery(leads, order, useRoute())
  const { count, pages, failures, busy } = useTimelinePages(query, visiblePages, focused?.page)
  const operations = useOutboxOf(leads)
  const rows = useTimelineRows({ count, pages, ordering: order, operations })
  const isLong = rows.length > wholeLength
  // without the scale the samples are not needed
  const { hasScale } = usePageLayout()
  const samples = useDateSamples(query, { pages, count }, isLong && hasScale)
  const rowFocus = useRowFocus({ feed, scroller, list, length: rows.length })
  const { goToRow, currentRow } = rowFocus
  const onFeedKeys = useFeedKeys(rowFocus)
  const goTo = useGoTo({
    query,
    count,
    rows,
    samples,
    goToRow,
    getCurrent: () => {
      const row = rows.at(currentRow())
      return row?.kind === 'event' ? row.event : undefined
    },
  })
  const ready = count !== undefined
  useScrollerChange({ scroller, list })
  const isRestored = useScrollRestoration({ query, rows, ready, scroller, list })
  const { arriving, onArrived } = useEventPermalink({ event, query, list, ready, isRestored })

  useEffect(() => {
    if (loggedKey !== undefined && scroller.current !== null) {
      scroller.current.scrollTop = order === 'newest' ? 0 : scroller.current.scrollHeight
    }
  }, [loggedKey, order, scroller])

  const saveFocus = (id: number, index: number) => {
    const page = pageOf(index)
    // a transition, because this matters only when the row leaves the screen: the response to the click or key comes first
    startTransition(() =>
      setFocused((previous) => (previous?.id === id && previous.page === page ? previous : { id, page })),
    )
  }
  const renderRow = (index: number) => {
    const row = rows.at(index)
    const id = row?.kind === 'event' ? row.event.id : undefined
    return (
      <TimelineRow
        key={row?.key ?? index}
        row={row}
        index={index}
        length={rows.length}
        startsDay={startsDay(rows, index, viewer)}
        onFocus={saveFocus}
        operation={id === undefined ? undefined : changeOf(operations, id)}
        failure={row?.kind === 'notLoaded' ? failures.get(row.page) : undefined}
        current={id !== undefined && id === event}
        arriving={id !== undefined && id === arriving}
        onArrived={onArrived}
        namesLead={leads.length > 1}
        isFixing={row?.kind === 'queued' && row.operation.key === fixingKey}
        onFix={onFix}
      />
    )
  }

  function content(): ReactNode {
    const failure = count === undefined ? failures.get(0) : undefined
    const loadError = failure && (
      <LoadError error={failure.error} onRetry={failure.retry} retrying={failure.retrying} />
    )
    // events that are not sent yet are shown without the others
    if (loadError !== undefined && rows.length === 0) return loadError
    if (count === undefined && loadError === undefined) return <TimelineSkeleton />
    if (rows.length === 0 && query.filter !== undefined)
      return <NoFilterResults leads={leads} order={order} />
    if (rows.length === 0) {
      const text = leads.length > 1 ? t('timeline.empty.several') : t('timeline.empty.text')
      return <EmptyState title={t('timeline.empty.title')} text={text} />
    }
    const focusedIndex = focused === undefined ? -1 : rows.indexOf(focused.id)
    const listProps = { ref: list, rows, renderRow, scroller, isNewFromOthers: newEvents.isNewFromOthers }
    return (
      <>
        <StickyDayHeader scroller={scroller} list={list} rows={rows} />
        {/* the feed pattern of the ARIA practices requires these keys in every article; the events bubble to the feed */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div ref={feed} role="feed" aria-label={t('timeline.title')} aria-busy={busy} onKeyDown={onFeedKeys}>
          {isLong ? (
            <VirtualList
              key={pageScroller === undefined ? 'list' : 'page'}
              {...listProps}
              keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
            />
          ) : (
            <PlainList {...listProps} />
          )}
        </div>
        {loadError}
        {count !== undefined && <ReachLimitNotice order={order} count={count} />}
      </>
    )
  }

  return (
    <div className={styles.layout}>
      <div ref={listScroller} className={styles.scroller}>
        <div className={styles.column}>
          <OrphanedEdits operations={operations} />
          {ready && <OrphanedDrafts leads={leads} isLoaded={(id) => rows.indexOf(id) >= 0} />}
          <MatchHighlights query={query} pages={pages}>
            {content()}
          </MatchHighlights>
        </div>
      </div>
      {rows.length > 0 && hasScale && (
        <DateScale scroller={scroller} list={list} rows={rows} ordering={order} samples={samples} />
      )}
      <NewEventsPill
        count={newEvents.count}
        side={order === 'newest' ? 'above' : 'below'}
        onPress={() => {
          newEvents.clear()
          goTo('last')
        }}
      />
    </div>
  )
}
