import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { RecentEvent } from '../../features/recent-events/RecentEvent.tsx'
import styles from '../../features/recent-events/RecentEvent.module.css'
import { DayHeader } from '../../features/timeline/event/DayHeader.tsx'
import { NewEventsPill } from '../../features/timeline/list/NewEventsPill.tsx'
import { groupBy } from '../../shared/group-by.ts'
import { eventQueries, useListRecentEvents, type RecentEventsQuery } from '../../shared/api/queries.ts'
import { useRemoteChanges } from '../../shared/api/remote-changes.ts'
import { hasEffect } from '../../shared/event-model/event-changes.ts'
import { matchEvents } from '../../shared/event-model/match-events.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import { Link } from '../../shared/ui/Link.tsx'
import { Name } from '../../shared/ui/Name.tsx'
import results from '../../shared/ui/ResultList.module.css'
import { ResultPages } from '../../shared/ui/ResultPages.tsx'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { useListRestoration } from '../../shared/ui/use-list-restoration.ts'

/** The matching events, newest first, under a header for each day, with a button that loads more. */
export function ActivityList({ query }: { readonly query: RecentEventsQuery }) {
  const t = useMessages()
  const viewer = useViewer()
  const activity = useListRecentEvents(query)
  const { data, hasNextPage, isSuccess } = activity
  // after a new event the next page repeats an item of the previous one; the map removes the duplicate
  const events = [
    ...new Map(data?.pages.flatMap(({ items }) => items).map((event) => [event.id, event])).values(),
  ]
  const scroller = useListRestoration(isSuccess)
  const list = useRef<HTMLDivElement>(null)
  const { newCount, showNew } = useNewEvents(query, events, list)
  const days = groupBy(events, ({ date }) => dayKey(date, viewer))
  const meta = data?.pages.at(-1)?.meta
  const isFiltered = Object.values(query).some((part) => part !== undefined)
  return (
    <div ref={scroller} className={results.scroller}>
      <NewEventsPill count={newCount} side="above" onPress={showNew} />
      <div ref={list} className={results.column} aria-busy={activity.isFetching}>
        <StaleDataNotice isShown={(address) => address.startsWith('/v2/leadevents/recent')} />
        {meta !== undefined && events.length > 0 && (
          <output className={results.count}>
            {/* contract: "its count may be a lower bound, which `meta.info` then states" */}
            {t(meta.info.length > 0 ? 'activity.countMore' : 'activity.count', { count: meta.count })}
          </output>
        )}
        <ResultPages
          query={activity}
          isEmpty={events.length === 0}
          loading={t('activity.loading')}
          empty={{
            title: t(isFiltered ? 'activity.none.title' : 'activity.empty.title'),
            text: t(isFiltered ? 'activity.none.text' : 'activity.empty.text'),
            onClear: isFiltered ? () => navigate({ page: 'activity' }) : undefined,
          }}
        >
          {[...days].map(([day, [first, ...rest]]) =>
            first === undefined ? null : (
              <section key={day}>
                <DayHeader date={first.date} />
                <ol>
                  {[first, ...rest].map((event) => (
                    <RecentEvent key={event.id} event={event}>
                      <EventOwner event={event} />
                    </RecentEvent>
                  ))}
                </ol>
              </section>
            ),
          )}
        </ResultPages>
        {isSuccess && !hasNextPage && events.length < (meta?.count ?? 0) && (
          <p className={results.count}>{t('activity.beyond', { most: events.length })}</p>
        )}
      </div>
    </div>
  )
}

/** The owner of an event; a link to their events only. */
function EventOwner({ event: { owner } }: { readonly event: LeadEvent }) {
  const names = usePersonNames()
  const name = <Name>{names.of(owner)}</Name>
  const { filter, ...route } = currentRoute()
  return filter.owner === owner.id ? (
    <span className={styles.owner}>{name}</span>
  ) : (
    <Link to={{ ...route, filter: { ...filter, owner: owner.id } }} className={styles.owner}>
      {name}
    </Link>
  )
}

/**
 * Applies other users' changes to the list. New events are shown at once if the first row is in sight. Otherwise nothing
 * moves, and their number is returned; edits of listed events are applied in their rows.
 */
function useNewEvents(
  query: RecentEventsQuery,
  events: readonly LeadEvent[],
  list: { readonly current: HTMLElement | null },
) {
  const queryClient = useQueryClient()
  const { queryKey } = eventQueries.recent(query)
  const [newIds, setNewIds] = useState<ReadonlySet<number>>(new Set())
  const refetch = () => {
    setNewIds(new Set())
    void queryClient.invalidateQueries({ queryKey })
  }
  useRemoteChanges((changes) => {
    const listed = new Map(events.map((event) => [event.id, event]))
    const unknown = changes.filter(({ id, updateTime }) => listed.get(id)?.updateTime !== updateTime)
    if (unknown.length === 0) return
    const top = list.current?.getBoundingClientRect().top ?? 0
    const scrollerTop = list.current?.parentElement?.getBoundingClientRect().top ?? 0
    if (top >= Math.max(0, scrollerTop)) {
      refetch()
      return
    }
    const changed = new Map(unknown.map((change) => [change.id, change]))
    queryClient.setQueryData(
      queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items
              .filter(({ id }) => changed.get(id)?.deleted !== true)
              // a change does not name its lead
              .map((event) => ({ leadName: event.leadName, ...(changed.get(event.id) ?? event) })),
          })),
        },
    )
    const latest = events[0]?.date ?? ''
    const { change } = query
    const added = matchEvents(unknown, query).filter(
      (event) =>
        !listed.has(event.id) &&
        event.deleted !== true &&
        event.date > latest &&
        (change === undefined || hasEffect(event, change)),
    )
    if (added.length > 0) setNewIds(new Set([...newIds, ...added.map(({ id }) => id)]))
  })
  return {
    newCount: newIds.size,
    showNew: () => {
      list.current?.scrollIntoView()
      refetch()
      list.current?.querySelector('a')?.focus({ preventScroll: true })
    },
  }
}
