import type { Operation } from '../core/backend.ts'
import { listStatuses as read } from '../store/applications/applications.ts'
import type { Context } from './context.ts'

/** Lists the statuses that the application's events can set, in the order of the funnel. */
export const listStatuses =
  ({ database }: Context): Operation<'listStatuses'> =>
  async ({ application }) => ({ items: await read(database.of(application.id), application.id) })
