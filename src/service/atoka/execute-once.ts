import type { IdempotencyKey } from '../core/backend.ts'
import type { UserCaller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'
import { claimAttempt, forgetAttempt, noteAttempt, releaseAttempt } from './store/atoka-attempts.ts'
import { findAnswer, keepAnswer, type IdempotencyScope } from '../store/applications/idempotency.ts'
import type { AtokaContext } from './atoka-context.ts'
import { ResponseLost } from './upstream-problem.ts'

/** What came of a write: what the caller is told, and which event it was about. */
export interface WriteResult<Answer> {
  readonly answer: Answer
  readonly eventId: number
}

/** A write that Atoka carries out. */
export interface WriteTask<Sent, Answer> {
  readonly caller: UserCaller
  readonly idempotency: IdempotencyKey | undefined
  /** reads back what is kept of what was sent, and of what was answered */
  readonly sent: { parse(stored: unknown): Sent }
  readonly answer: { parse(stored: unknown): Answer }
  /** decides by the rules what to send; `before` is what a try under the same key has sent, of which nothing is found */
  prepare(before: Sent | undefined): Promise<Sent>
  /** sends it; throws `LostAnswer` where it may have been carried out, another `Problem` where it was not */
  send(sent: Sent): Promise<WriteResult<Answer>>
  /** looks whether it was carried out */
  find(sent: Sent): Promise<WriteResult<Answer> | undefined>
  /** what to send instead, after a refusal that a person has no part in */
  mend?(sent: Sent): Promise<Sent | undefined>
}

/** Refusals by the rules; another copy of the same request, which something in between sent, may be what is in its way. */
const byRules = new Set(['invalid_request', 'conflict', 'gone', 'not_found'])

/** How often a refused write is mended and sent again. */
const mostMends = 20

/**
 * Runs a write of Atoka's, and under an `Idempotency-Key` only once. The call lies between two transactions, so what is
 * sent is kept before it is: after a lost answer, and at a retry, also by another process, it is looked for before
 * anything is sent, and what is sent again is the same. Throws what `writeOnce` throws, and `LostAnswer` where nobody knows.
 */
export async function executeOnce<Sent, Answer>(
  context: AtokaContext,
  writing: WriteTask<Sent, Answer>,
): Promise<Answer> {
  const { caller, idempotency } = writing
  if (idempotency === undefined) return (await carryOut(writing, undefined, async () => undefined)).answer

  const { database, clock } = context
  const { key, fingerprint } = idempotency
  const own = database.of(caller.application.id)
  const scope = { applicationId: caller.application.id, userId: caller.user.id, key }
  const claimed = await claim(context, writing, scope, fingerprint)
  if (claimed.first !== undefined) return claimed.first.answer

  const { before } = claimed
  let sent = before !== undefined
  try {
    const done = await carryOut(writing, before, async (next) => {
      await noteAttempt(own, scope, next)
      sent = true
    })
    await own.transaction(async (connection) => {
      await connection.query(...keepAnswer(scope, clock(), { fingerprint, ...done }))
      await forgetAttempt(connection, scope)
    })
    return done.answer
  } catch (error) {
    const isKnown = !sent || (error instanceof Problem && isSettled(error, before !== undefined))
    // the try is told what became of it; should this fail, the key comes free by itself
    await (isKnown ? forgetAttempt : releaseAttempt)(own, scope).catch(() => undefined)
    throw error
  }
}

/** Whether nothing was written that anybody would look for. */
function isSettled(problem: Problem, wasTriedBefore: boolean): boolean {
  if (problem instanceof ResponseLost) return false
  // what has to do with this try alone says nothing of an earlier one
  return !wasTriedBefore || byRules.has(problem.code) || problem.code === 'precondition_failed'
}

async function claim<Sent, Answer>(
  { database, clock }: AtokaContext,
  writing: WriteTask<Sent, Answer>,
  scope: IdempotencyScope,
  fingerprint: Buffer,
): Promise<{ first?: { answer: Answer }; before?: Sent | undefined }> {
  return database.of(scope.applicationId).transaction(async (connection) => {
    const now = clock()
    const attempt = await claimAttempt(connection, scope, { fingerprint, now })
    if (attempt === undefined) {
      throw new Problem(
        'in_progress',
        'The first request with this Idempotency-Key is still in progress. Try again.',
        { headers: { 'retry-after': '1' } },
      )
    }
    // asked only now: whoever had the key has kept his answer with letting go of it
    const first = await findAnswer(connection, scope, now)
    if (!(first ?? attempt).fingerprint.equals(fingerprint)) {
      throw new Problem(
        'idempotency_mismatch',
        'This Idempotency-Key was used for a different request. Use a new key.',
      )
    }
    if (first === undefined) {
      return { before: attempt.sent === null ? undefined : writing.sent.parse(attempt.sent) }
    }
    await forgetAttempt(connection, scope)
    return { first: { answer: writing.answer.parse(first.answer) } }
  })
}

async function carryOut<Sent, Answer>(
  writing: WriteTask<Sent, Answer>,
  before: Sent | undefined,
  note: (sent: Sent) => Promise<void>,
): Promise<WriteResult<Answer>> {
  const earlier = before === undefined ? undefined : await find(writing, before)
  if (earlier !== undefined) return earlier
  let sent = await writing.prepare(before)
  for (let mends = 0; ; mends++) {
    await note(sent)
    try {
      return await writing.send(sent)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (!(error instanceof ResponseLost) && !byRules.has(error.code)) throw error
      const found = await look(writing, sent, error)
      if (found !== undefined) return found
      if (error instanceof ResponseLost || mends === mostMends) throw error
      const mended = await writing.mend?.(sent)
      if (mended === undefined) throw error
      sent = mended
    }
  }
}

/** Looks after a failure: whoever cannot look does not know what was written. */
async function look<Sent, Answer>(writing: WriteTask<Sent, Answer>, sent: Sent, problem: Problem) {
  try {
    return await find(writing, sent)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw problem instanceof ResponseLost ? problem : new ResponseLost('failed')
  }
}

async function find<Sent, Answer>(
  writing: WriteTask<Sent, Answer>,
  sent: Sent,
): Promise<WriteResult<Answer> | undefined> {
  try {
    return await writing.find(sent)
  } catch (error) {
    // there is nothing to be found in what is gone
    if (error instanceof Problem && byRules.has(error.code)) return undefined
    throw error
  }
}
