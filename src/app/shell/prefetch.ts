import type { QueryClient } from '@tanstack/react-query'
import { eventQueries, leadQueries, sessionQueries } from '../shared/api/queries.ts'
import { timelineQuery } from '../shared/events/timeline-query.ts'
import { currentRoute } from '../shared/router/route.ts'

/**
 * Asks for what the timeline of the address shows as soon as it is known who looks: drawing the places that show it
 * takes longer than the answers do. What fails is asked for again by those places, and said there.
 */
export async function prefetchTimeline(client: QueryClient): Promise<void> {
  const { user } = await client.ensureQueryData(sessionQueries.current())
  const state = currentRoute()
  const { leads, order, page } = state
  if (user === null || page !== 'timeline' || leads.length === 0) return
  await Promise.all([
    client.prefetchQuery(eventQueries.page(timelineQuery(leads, order, state), 0)),
    ...leads.map(async (lead) => client.prefetchQuery(leadQueries.detail(lead))),
  ])
}
