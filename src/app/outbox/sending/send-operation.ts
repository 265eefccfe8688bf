import type { LeadEvent } from '../../../contract/lead-event.ts'
import { request, type ApiWrite } from '../../shared/api/client.ts'
import { ApiProblem, toProblem } from '../../shared/api/problems.ts'
import { clockOffset, isSyncedSince, monotonicNow } from '../../shared/time/server-clock.ts'
import { eventAge as agoOf } from '../operations/event-age.ts'
import type { CreateOperation, DeleteOperation, Operation } from '../operations/operation.ts'

/** After this, in milliseconds, a service that says nothing is taken for one that cannot be reached. */
const patience = 30_000

/**
 * Sends a row under its key and the id of its person, a new event with its age in seconds (`age` in place of its own).
 * Rejects with an `ApiProblem`.
 */
export async function sendOperation(
  operation: Operation,
  appUserId: string,
  age?: number,
): Promise<LeadEvent | undefined> {
  const enough = new AbortController()
  const timer = setTimeout(() => enough.abort(new ApiProblem('unreachable', 0)), patience)
  const write: ApiWrite = { idempotencyKey: operation.key, appUserId }
  const { signal } = enough
  try {
    if (operation.kind === 'delete') {
      await sendDeletion(operation, write, signal)
      return undefined
    }
    if (operation.kind === 'update') {
      const { body, event } = operation
      // contract, "lost-update guard": each change moves `updateTime` on, and the `ETag` is that
      const ifMatch = `"${event.updateTime}"`
      return (await request('updateEvent', { id: event.id, body, write: { ...write, ifMatch }, signal })).item
    }
    const loggedAgo = age ?? (await ageOf(operation, signal))
    return (await request('createEvent', { body: operation.body, write: { ...write, loggedAgo }, signal }))
      .item
  } finally {
    clearTimeout(timer)
  }
}

async function sendDeletion({ event, force }: DeleteOperation, write: ApiWrite, signal: AbortSignal) {
  try {
    await request('deleteEvent', { id: event.id, query: force ? { forceDelete: true } : {}, write, signal })
  } catch (error) {
    // somebody else was quicker: it is deleted, as wished
    if (toProblem(error).code !== 'gone') throw error
  }
}

/** How old an event without a date is, once that is known as well as it can be. */
async function ageOf(operation: CreateOperation, signal: AbortSignal): Promise<number | undefined> {
  if (operation.body.date !== undefined) return undefined
  const age = () => agoOf(operation, { loggedAt: monotonicNow(), clockOffset: clockOffset() })
  // the clock may have been set since the service was last heard; any answer tells
  if (age() !== undefined && !isSyncedSince(operation.loggedAt))
    await request('getSession', { signal, isFresh: true })
  return age()
}
