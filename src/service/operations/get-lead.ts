import type { Operation } from '../backend.ts'
import { Problem } from '../problem.ts'
import { findLead } from '../store/leads.ts'
import type { Context } from './context.ts'
import { explain } from './explain.ts'

/** One lead with its current state. */
export const getLead =
  ({ database }: Context): Operation<'getLead'> =>
  async ({ application }, { id }) => {
    const item = await findLead(database, application.id, id)
    if (item === undefined)
      throw new Problem('not_found', 'There is no lead with this id in your application.')
    return { item, queryExplanation: explain(`The lead ${id}.`, { id }) }
  }
