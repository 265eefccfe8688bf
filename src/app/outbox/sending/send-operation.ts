import type { LeadEvent } from '../../../contract/lead-event.ts'
import { request, type ApiWrite } from '../../shared/api/client.ts'
import { ApiProblem, toProblem } from '../../shared/api/problems.ts'
import { clockOffset, isSyncedSince, monotonicNow } from '../../shared/time/server-clock.ts'
import { eventAge } from '../operations/event-age.ts'
import type { CreateOperation, DeleteOperation, Operation } from '../operations/operation.ts'

/** Milliseconds after which a service that has not responded counts as unreachable. */
export const requestTimeoutMs = 30_000

/**
 * Sends a row with its idempotency key and the user's ID, a new event also with its age in seconds (`age` replaces the
 * computed age). Returns the saved event; `undefined` after a deletion. Rejects with an `ApiProblem`.
 */
export async function sendOperation(
  operation: Operation,
  appUserId: string,
  age?: number,
): Promise<LeadEvent | undefined> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new ApiProblem('unreachable', 0)), requestTimeoutMs)
  const write: ApiWrite = { idempotencyKey: operation.key, appUserId }
  const { signal } = timeout
  try {
    if (operation.kind === 'delete') {
      await sendDeletion(operation, write, signal)
      return undefined
    }
    if (operation.kind === 'update') {
      const { body, event } = operation
      // contract, "lost-update guard": each change advances `updateTime`, and the `ETag` is its value
      const ifMatch = `"${event.updateTime}"`
      return (await request('updateEvent', { id: event.id, body, write: { ...write, ifMatch }, signal })).item
    }
    const loggedAgo = age ?? (await computeAge(operation, signal))
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
    // another user has already deleted the event
    if (toProblem(error).code !== 'gone') throw error
  }
}

/** Returns the age of an event without a date, after a request that synchronises the clock if that is necessary. */
async function computeAge(operation: CreateOperation, signal: AbortSignal): Promise<number | undefined> {
  if (operation.body.date !== undefined) return undefined
  const age = () => eventAge(operation, { loggedAt: monotonicNow(), clockOffset: clockOffset() })
  // the browser's clock may have been set since the last response; any new response shows its offset
  if (age() !== undefined && !isSyncedSince(operation.loggedAt))
    await request('getSession', { signal, isFresh: true })
  return age()
}
