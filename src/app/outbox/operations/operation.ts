import { toInstant, type Instant } from '../../../contract/instant.ts'
import { ApiProblem } from '../../shared/api/problems.ts'
import { newKey } from '../../shared/storage/new-key.ts'
import { clockOffset, monotonicNow } from '../../shared/time/server-clock.ts'
import type { CreateOperation, DeleteOperation, UpdateOperation } from './operation-schema.ts'

export type { CreateOperation, DeleteOperation, UpdateOperation } from './operation-schema.ts'

/** One row of the outbox: a change by a user that the service may not have accepted yet. */
export type Operation = CreateOperation | UpdateOperation | DeleteOperation

export type OperationState = Operation['state']

/** The request body of a creation: only the user's input, because the service fills in the rest. */
export type CreateBody = CreateOperation['body']

/** The request body of an edit: the note, where `null` empties it, and the date if the user edited it. */
export type UpdateBody = UpdateOperation['body']

/** Why an operation was not saved, as IndexedDB stores it. */
export type OperationProblem = NonNullable<Operation['problem']>

/**
 * Returns the fields that every new row has: an idempotency key, the `personKey`, the lead, the time and a place in the
 * order after `lastOrder`.
 */
export function createOperation(person: string, lead: string, lastOrder: number) {
  const loggedAt = monotonicNow()
  // the clock may have been set back since the previous row was logged
  const order = Math.max(loggedAt, lastOrder + 1)
  return { key: newKey(), order, person, lead, loggedAt, clockOffset: clockOffset() }
}

/** Returns a row's problem as an `ApiProblem`. */
export function problemOf({ problem }: Operation): ApiProblem | undefined {
  return problem && new ApiProblem(problem.code, problem.status, problem.details)
}

/** Whether an operation is neither being sent nor accepted. */
export function isQueued({ state }: Operation): boolean {
  return state === 'waiting' || state === 'refused' || state === 'held'
}

/** Whether two operations are about the same event. */
export function isSameEvent(one: Operation, other: Operation): boolean {
  if (one.kind === 'create' || other.kind === 'create') return one.key === other.key
  return one.event.id === other.event.id
}

/** The code of a row's problem if its lead no longer has the state that the user saw. */
export const leadChangedCode = 'lead_changed'

/**
 * Returns a row to be sent again. If an edit was rejected because another user had changed the event, it now replaces
 * that version; if an event was rejected because its lead had changed, it is sent whatever the lead's state. The user
 * has seen the change before retrying.
 */
export function asRetry(row: Operation): Operation {
  const newerVersion = row.kind === 'update' ? row.problem?.details?.item : undefined
  const waiting = { state: 'waiting', tab: undefined, problem: undefined } as const
  if (row.kind === 'create' && row.problem?.code === leadChangedCode)
    // the user decides now: an earlier date could be before the change
    return {
      ...row,
      ...waiting,
      expected: undefined,
      loggedAt: monotonicNow(),
      clockOffset: clockOffset(),
    }
  return row.kind === 'update' && newerVersion !== undefined
    ? { ...row, ...waiting, event: newerVersion }
    : { ...row, ...waiting }
}

/** Returns the date of an event that the timeline shows from the outbox, as precisely as it is known. */
export function queuedDate({ result, body, loggedAt, clockOffset: offset = 0 }: CreateOperation): Instant {
  return result?.date ?? body.date ?? toInstant(loggedAt + offset)
}
