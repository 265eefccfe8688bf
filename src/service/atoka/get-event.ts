import type { Operation } from '../core/backend.ts'
import { explain } from '../operations/explain.ts'
import type { AtokaContext } from './atoka-context.ts'
import { callingAs } from './calling.ts'
import { existingEvent } from './existing-event.ts'

/** One event. */
export const getEvent =
  (context: AtokaContext): Operation<'getEvent'> =>
  async (caller, { id }) => {
    const item = await existingEvent(await callingAs(context, caller), id)
    return { item, queryExplanation: explain(`The lead event ${item.id}.`, { id: item.id }) }
  }
