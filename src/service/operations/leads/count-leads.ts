import type { Operation } from '../../core/backend.ts'
import { countLeads as read } from '../../store/leads/lead-counts.ts'
import type { Context } from '../context.ts'
import { explainQuery } from '../explain-query.ts'

/** Counts the leads of each choice of a list's filters, up to a limit. */
export const countLeads =
  ({ database }: Context): Operation<'countLeads'> =>
  async ({ application }, { query }) => ({
    item: await read(database.of(application.id), application.id, query),
    queryExplanation: explainQuery(
      'Leads by assignee, status, activity and type, each with the other filters.',
      query,
    ),
  })
