import type { Operation } from '../core/backend.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { readStatuses } from './parse-responses.ts'

/** The path of the statuses in the reference. */
export const statusesPath = '/v2/leadevents/statuses'

/** Lists the statuses that the application's events can set, in Atoka's order. */
export const listStatuses =
  (context: AtokaContext): Operation<'listStatuses'> =>
  async (caller) => {
    const { read } = await sessionFor(context, caller)
    return { items: readStatuses(await read(statusesPath)) }
  }
