import type { QueryClient } from '@tanstack/react-query'
import { request } from '../shared/api/client.ts'
import {
  eventQueries,
  leadPageSize,
  leadQueries,
  leadsParameters,
  sessionQueries,
} from '../shared/api/queries.ts'
import { timelineQuery } from '../shared/events/timeline-query.ts'
import { toLeadsQuery } from '../shared/leads/lead-list-filter.ts'
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

/** The most pages of the user's own leads that are requested in advance. */
const maxOwnPages = 4

/**
 * Requests the first pages of the list "Mine", so that they are cached for offline use with the addresses of that list.
 * Nothing is shown, and a failure changes nothing.
 */
export async function prefetchOwnLeads(user: string, signal: AbortSignal): Promise<void> {
  const query = toLeadsQuery({ leadAssignee: user }, '', Date.now())
  try {
    for (let page = 0; page < maxOwnPages; page++) {
      const { meta } = await request('listLeads', {
        query: leadsParameters(query, page * leadPageSize),
        signal,
      })
      if ((page + 1) * leadPageSize >= meta.count) return
    }
  } catch {
    // the next visit requests them again
  }
}
