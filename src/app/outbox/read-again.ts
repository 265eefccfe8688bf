import type { Query, QueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { eventQueries, leadQueries } from '../api/queries.ts'
import type { Operation } from './operation.ts'

type EventPage = AnswerOf<'listEvents'>

/**
 * Brings what was read up to date with a row that the service has accepted: the pages of every timeline of its lead,
 * the event by itself, the lead and the directory. Rejects where the pages in sight could not be read again.
 */
export async function readAgain(queryClient: QueryClient, operation: Operation): Promise<void> {
  const pagesOfLead = {
    queryKey: eventQueries.pages(),
    predicate: ({ queryKey }: Pick<Query, 'queryKey'>) => eventQueries.showsLead(operation.lead, queryKey),
  }
  const { result } = operation
  if (operation.kind === 'update' && result !== undefined) {
    // in its place at once: an edit moves no row
    queryClient.setQueriesData<EventPage>(pagesOfLead, (page) => page && withEvent(page, result))
  } else {
    // every later row has moved by one, so a page out of sight would show what was there before
    queryClient.removeQueries({ ...pagesOfLead, type: 'inactive' })
  }
  if (operation.kind !== 'create') {
    const { queryKey } = eventQueries.detail(operation.event.id)
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey })
  }
  void queryClient.invalidateQueries({ queryKey: leadQueries.all })
  // a first reading that is under way may have begun before this was written, and would not be begun again
  await queryClient.cancelQueries(pagesOfLead)
  await queryClient.invalidateQueries(pagesOfLead, { throwOnError: true })
}

/** A page with the event as it is now. */
function withEvent(page: EventPage, event: LeadEvent): EventPage {
  return { ...page, items: page.items.map((item) => (item.id === event.id ? event : item)) }
}
