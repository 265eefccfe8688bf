import type { LeadEvent } from '../../contract/lead-event.ts'
import { call } from '../api/client.ts'
import { toProblem } from '../api/problems.ts'
import type { Operation } from './operation.ts'

/** Sends a row under its key and the id of its person. Rejects with an `ApiProblem`. */
export async function sendOperation(operation: Operation, appUserId: string): Promise<LeadEvent | undefined> {
  const write = { idempotencyKey: operation.key, appUserId }
  if (operation.kind === 'create') return (await call('createEvent', { body: operation.body, write })).item
  const { id } = operation.event
  if (operation.kind === 'update')
    return (await call('updateEvent', { id, body: operation.body, write })).item
  try {
    await call('deleteEvent', { id, query: operation.force ? { forceDelete: true } : {}, write })
  } catch (error) {
    // somebody else was quicker: it is deleted, as wished
    if (toProblem(error).code !== 'gone') throw error
  }
  return undefined
}
