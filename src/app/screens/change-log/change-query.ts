import type { EventChange } from '../../../contract/event-change.ts'
import type { ActivityQuery } from '../../shared/api/queries.ts'
import { toParameters } from '../../shared/event-model/event-filter.ts'
import type { Route } from '../../shared/router/route.ts'

/** Converts the URL's filters to a query for changes: by one user, on one lead, between days in the viewer's time zone. */
export function changeQuery({ leads, filter }: Pick<Route, 'leads' | 'filter'>): ActivityQuery {
  const { owner, from, to } = filter
  const { dateFrom, dateTo } = toParameters({ from, to })
  return { changedBy: owner, lead: leads[0], dateFrom, dateTo }
}

/** A key that identifies a change: no two changes of an event have the same `updateTime`. */
export function changeKey({ event, updateTime }: EventChange): string {
  return `${event} ${updateTime}`
}
