import { toInstant, type Instant } from '../../../contract/instant.ts'
import { ApiProblem } from '../../shared/api/problems.ts'
import type { CreateOperation, DeleteOperation, UpdateOperation } from './operation-schema.ts'

export type { CreateOperation, DeleteOperation, UpdateOperation } from './operation-schema.ts'

/** One row of the outbox: something a person did that the service may not have accepted yet. */
export type Operation = CreateOperation | UpdateOperation | DeleteOperation

/** Where an operation stands. */
export type OperationState = Operation['state']

/** The body of a creation as it travels: only what the person said, so that the service fills in the rest. */
export type CreateBody = CreateOperation['body']

/** The body of an edit: the note, which `null` empties, and the date where that is corrected. */
export type UpdateBody = UpdateOperation['body']

/** Why an operation was not saved, in a form that a database can keep. */
export type OperationProblem = NonNullable<Operation['problem']>

/** The problem of a row as the rest of the screen knows problems. */
export function problemOf({ problem }: Operation): ApiProblem | undefined {
  return problem && new ApiProblem(problem.code, problem.status, problem.details)
}

/** Whether an operation is neither under way nor accepted. */
export function isQueued({ state }: Operation): boolean {
  return state === 'waiting' || state === 'refused' || state === 'held'
}

/** Whether two operations are about the same event. */
export function isSameEvent(one: Operation, other: Operation): boolean {
  if (one.kind === 'create' || other.kind === 'create') return one.key === other.key
  return one.event.id === other.event.id
}

/**
 * A row that is to be sent again. An edit that was refused because somebody else had changed the event goes over that
 * version: whoever tries it again has seen it.
 */
export function asRetry(row: Operation): Operation {
  const seen = row.kind === 'update' ? row.problem?.details?.item : undefined
  const waiting = { state: 'waiting', tab: undefined, problem: undefined } as const
  return row.kind === 'update' && seen !== undefined
    ? { ...row, ...waiting, event: seen }
    : { ...row, ...waiting }
}

/** When an event that is not sent happened, as far as it is known. */
export function unsentDate({ result, body, loggedAt, clockOffset = 0 }: CreateOperation): Instant {
  return result?.date ?? body.date ?? toInstant(loggedAt + clockOffset)
}
