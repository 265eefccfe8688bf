import type { Ordering } from '../../contract/paging.ts'
import { useListEvents } from '../api/queries.ts'
import { ActiveFilters } from '../filters/ActiveFilters.tsx'
import { useMessages } from '../i18n/i18n.ts'
import { here, navigate, useUrlState } from '../url-state.ts'
import type { EventFilter } from '../filters/event-filter.ts'
import { timelineQuery } from './timeline-query.ts'

interface NarrowedProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** Shows what passes another filter; the event that was looked at may not. */
export function narrow(filter: EventFilter): void {
  navigate({ ...here(), filter, event: undefined })
}

/** What a timeline is narrowed to, and how many of its events that leaves. */
export function Narrowed({ leads, order }: NarrowedProps) {
  const state = useUrlState()
  const query = timelineQuery(leads, order, state)
  if (query.filter === undefined) return null
  return (
    <ActiveFilters filter={state.filter} onFilter={narrow} count={<Counts leads={leads} order={order} />} />
  )
}

/** `17 of 1,284 events`. */
function Counts({ leads, order }: NarrowedProps) {
  const t = useMessages()
  const count = useListEvents(timelineQuery(leads, order, useUrlState()), 0).data?.meta.count
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return count === undefined || total === undefined ? null : t('filter.count', { count, total })
}
