import type { QueryClient } from '@tanstack/react-query'
import { forgetUnseenPages, readEventAgain, readSeenPages, showChanged } from '../../shared/api/catch-up.ts'
import { leadQueries } from '../../shared/api/queries.ts'
import type { Operation } from '../operations/operation.ts'

/**
 * Brings what was read up to date with a row that the service has accepted: the pages of every timeline of its lead,
 * the event by itself, the lead and the directory. Rejects where the pages in sight could not be read again.
 */
export async function readAgain(queryClient: QueryClient, operation: Operation): Promise<void> {
  const { result, lead } = operation
  if (operation.kind === 'update' && result !== undefined) showChanged(queryClient, result)
  else forgetUnseenPages(queryClient, [lead])
  if (operation.kind !== 'create') readEventAgain(queryClient, operation.event.id)
  void queryClient.invalidateQueries({ queryKey: leadQueries.all })
  await readSeenPages(queryClient, [lead])
}
