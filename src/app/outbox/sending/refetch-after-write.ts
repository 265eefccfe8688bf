import type { QueryClient } from '@tanstack/react-query'
import {
  removeInactivePages,
  refetchEvent,
  refetchActivePages,
  patchEvent,
} from '../../shared/api/event-cache.ts'
import { leadQueries } from '../../shared/api/queries.ts'
import type { Operation } from '../operations/operation.ts'

/**
 * Brings what was read up to date with a row that the service has accepted: the pages of every timeline of its lead,
 * the event by itself, the lead and the directory. Rejects where the pages in sight could not be read again.
 */
export async function refetchAfterWrite(queryClient: QueryClient, operation: Operation): Promise<void> {
  const { result, lead } = operation
  if (operation.kind === 'update' && result !== undefined) patchEvent(queryClient, result)
  else removeInactivePages(queryClient, [lead])
  if (operation.kind !== 'create') refetchEvent(queryClient, operation.event.id)
  void queryClient.invalidateQueries({ queryKey: leadQueries.all })
  await refetchActivePages(queryClient, [lead])
}
