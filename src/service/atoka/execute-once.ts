import type { IdempotencyKey } from '../core/backend.ts'
import type { UserCaller } from '../core/caller.ts'
import { idempotencyMismatch, inProgress, Problem } from '../core/problem.ts'
import { claimAttempt, forgetAttempt, storeAttempt, releaseAttempt } from './store/atoka-attempts.ts'
import {
  findStoredResponse,
  storeResponseStatement,
  type IdempotencyScope,
} from '../store/applications/idempotency.ts'
import type { AtokaContext } from './atoka-context.ts'
import { ResponseLost } from './upstream-problem.ts'

/** The result of a write: the response, and the ID of its event. */
export interface WriteResult<Result> {
  readonly response: Result
  readonly eventId: number
}

/** A write that Atoka executes. */
export interface WriteTask<Sent, Result> {
  readonly caller: UserCaller
  readonly idempotency: IdempotencyKey | undefined
  /** parse the stored request and the stored response */
  readonly sent: { parse(stored: unknown): Sent }
  readonly response: { parse(stored: unknown): Result }
  /**
   * checks the rules and decides what to send; `before` is the request of an earlier attempt with the same key, of
   * which no result was found
   */
  prepare(before: Sent | undefined): Promise<Sent>
  /** sends the request; throws `ResponseLost` if it may have been executed, another `Problem` if it was not */
  send(sent: Sent): Promise<WriteResult<Result>>
  /** checks whether the request was executed */
  find(sent: Sent): Promise<WriteResult<Result> | undefined>
  /** returns another request to send after a rejection that the caller has not caused */
  correct?(sent: Sent): Promise<Sent | undefined>
}

/** Errors of the rules; the cause may be a copy of the same request that an intermediary sent. */
const byRules = new Set(['invalid_request', 'conflict', 'gone', 'not_found'])

/** How often a rejected write is changed and sent again. */
const maxCorrections = 20

/**
 * Runs a write in Atoka, and with an `Idempotency-Key` only once. The request is between two transactions, so it is
 * stored before it is sent. After a lost response and at a retry, also by another process, the result is searched for
 * before anything is sent, and the same request is sent again. Throws the errors of `idempotentWrite`, and
 * `ResponseLost` if the outcome is unknown.
 */
export async function executeOnce<Sent, Result>(
  context: AtokaContext,
  writing: WriteTask<Sent, Result>,
): Promise<Result> {
  const { caller, idempotency } = writing
  if (idempotency === undefined) return (await execute(writing, undefined, async () => undefined)).response

  const { database, clock } = context
  const { key, fingerprint } = idempotency
  const scoped = database.of(caller.application.id)
  const scope = { applicationId: caller.application.id, userId: caller.user.id, key }
  const claimed = await claim(context, writing, scope, fingerprint)
  if (claimed.first !== undefined) return claimed.first.response

  const { before } = claimed
  let sent = before !== undefined
  try {
    const done = await execute(writing, before, async (next) => {
      await storeAttempt(scoped, scope, next)
      sent = true
    })
    await scoped.transaction(async (connection) => {
      await connection.query(...storeResponseStatement(scope, clock(), { fingerprint, ...done }))
      await forgetAttempt(connection, scope)
    })
    return done.response
  } catch (error) {
    const isKnown = !sent || (error instanceof Problem && isSettled(error, before !== undefined))
    // the caller gets the result; if this fails, the key becomes free by its time limit
    await (isKnown ? forgetAttempt : releaseAttempt)(scoped, scope).catch(() => undefined)
    throw error
  }
}

/** Whether it is certain that no attempt with this key has written anything. */
function isSettled(problem: Problem, wasTriedBefore: boolean): boolean {
  if (problem instanceof ResponseLost) return false
  // an error that concerns only this attempt says nothing about an earlier one
  return !wasTriedBefore || byRules.has(problem.code) || problem.code === 'precondition_failed'
}

async function claim<Sent, Result>(
  { database, clock }: AtokaContext,
  writing: WriteTask<Sent, Result>,
  scope: IdempotencyScope,
  fingerprint: Buffer,
): Promise<{ first?: { response: Result }; before?: Sent | undefined }> {
  return database.of(scope.applicationId).transaction(async (connection) => {
    const now = clock()
    const attempt = await claimAttempt(connection, scope, { fingerprint, now })
    if (attempt === undefined) throw inProgress()
    // reads only now: another process stores its response before it releases the key
    const first = await findStoredResponse(connection, scope, now)
    if (!(first ?? attempt).fingerprint.equals(fingerprint)) throw idempotencyMismatch()
    if (first === undefined) {
      return { before: attempt.sent === null ? undefined : writing.sent.parse(attempt.sent) }
    }
    await forgetAttempt(connection, scope)
    return { first: { response: writing.response.parse(first.response) } }
  })
}

async function execute<Sent, Result>(
  writing: WriteTask<Sent, Result>,
  before: Sent | undefined,
  note: (sent: Sent) => Promise<void>,
): Promise<WriteResult<Result>> {
  const earlier = before === undefined ? undefined : await find(writing, before)
  if (earlier !== undefined) return earlier
  let sent = await writing.prepare(before)
  for (let corrections = 0; ; corrections++) {
    await note(sent)
    try {
      return await writing.send(sent)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (!(error instanceof ResponseLost) && !byRules.has(error.code)) throw error
      const found = await findAfterFailure(writing, sent, error)
      if (found !== undefined) return found
      if (error instanceof ResponseLost || corrections === maxCorrections) throw error
      const corrected = await writing.correct?.(sent)
      if (corrected === undefined) throw error
      sent = corrected
    }
  }
}

/** Searches for the result after a failure. If that fails too, the outcome is unknown. */
async function findAfterFailure<Sent, Result>(
  writing: WriteTask<Sent, Result>,
  sent: Sent,
  problem: Problem,
) {
  try {
    return await find(writing, sent)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw problem instanceof ResponseLost ? problem : new ResponseLost('failed')
  }
}

async function find<Sent, Result>(
  writing: WriteTask<Sent, Result>,
  sent: Sent,
): Promise<WriteResult<Result> | undefined> {
  try {
    return await writing.find(sent)
  } catch (error) {
    // a deleted event has no result to find
    if (error instanceof Problem && byRules.has(error.code)) return undefined
    throw error
  }
}
