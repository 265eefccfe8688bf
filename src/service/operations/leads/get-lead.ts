import type { Operation } from '../../core/backend.ts'
import type { Context } from '../context.ts'
import { existingLead } from './existing-lead.ts'
import { explain } from '../explain.ts'

/** One lead with its current state. */
export const getLead =
  ({ database }: Context): Operation<'getLead'> =>
  async (caller, { id }) => ({
    item: await existingLead(database.of(caller.application.id), caller, id),
    queryExplanation: explain(`The lead ${id}.`, { id }),
  })
