import type { QueryClient } from '@tanstack/react-query'
import { eventQueries, leadQueries, sessionQueries } from '../shared/api/queries.ts'
import { timelineQuery } from '../shared/events/timeline-query.ts'
import { currentRoute } from '../shared/router/route.ts'

/**
 * Requests the data of the current URL's timeline as soon as the session is known: rendering the components that show it
 * takes longer than the responses do. If a request fails, those components repeat it and show the error.
 */
export async function prefetchTimeline(client: QueryClient): Promise<void> {
  const { user } = await client.ensureQueryData(sessionQueries.current())
  const route = currentRoute()
  const { leads, order, page } = route
  if (user === null || page !== 'timeline' || leads.length === 0) return
  await Promise.all([
    client.prefetchQuery(eventQueries.page(timelineQuery(leads, order, route), 0)),
    ...leads.map(async (lead) => client.prefetchQuery(leadQueries.detail(lead))),
  ])
}
