import type { Operation } from '../../core/backend.ts'
import type { Context } from '../context.ts'
import { requireLead } from './require-lead.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns one lead with its current state. */
export const getLead =
  ({ database }: Context): Operation<'getLead'> =>
  async (caller, { id }) => ({
    item: await requireLead(database.of(caller.application.id), caller, id),
    queryExplanation: explainQuery(`The lead ${id}.`, { id }),
  })
