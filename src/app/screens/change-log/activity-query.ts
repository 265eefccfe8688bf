import type { EventChange } from '../../../contract/event-change.ts'
import type { ActivityQuery } from '../../shared/api/queries.ts'
import { toParameters } from '../../shared/event-model/event-filter.ts'
import type { Route } from '../../shared/router/route.ts'

/** Which changes the address asks for: those by one person, on one lead, within days of the reader. */
export function activityQuery({ leads, filter }: Pick<Route, 'leads' | 'filter'>): ActivityQuery {
  const { owner, from, to } = filter
  const { dateFrom, dateTo } = toParameters({ from, to })
  return { changedBy: owner, lead: leads[0], dateFrom, dateTo }
}

/** What tells a change from every other: an event changes once at a time. */
export function changeKey({ event, updateTime }: EventChange): string {
  return `${event} ${updateTime}`
}
