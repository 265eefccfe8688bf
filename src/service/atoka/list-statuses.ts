import type { Operation } from '../core/backend.ts'
import type { AtokaContext } from './atoka-context.ts'
import { callingAs } from './calling.ts'
import { readStatuses } from './read-answers.ts'

/** The path of the statuses in the reference. */
export const statusesPath = '/v2/leadevents/statuses'

/** The statuses that the application's events can set, in Atoka's order. */
export const listStatuses =
  (context: AtokaContext): Operation<'listStatuses'> =>
  async (caller) => {
    const { read } = await callingAs(context, caller)
    return { items: readStatuses(await read(statusesPath)) }
  }
