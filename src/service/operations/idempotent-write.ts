import type { Instant } from '../../contract/instant.ts'
import type { IdempotencyKey } from '../core/backend.ts'
import type { UserCaller } from '../core/caller.ts'
import { idempotencyMismatch, inProgress } from '../core/problem.ts'
import type { Transaction } from '../store/connection/database.ts'
import {
  claimKey,
  findStoredResponse,
  storeResponseStatement,
  type IdempotencyScope,
} from '../store/applications/idempotency.ts'
import type { Context } from './context.ts'

/** The key of a stored response. */
export interface WriteKey extends IdempotencyScope {
  readonly fingerprint: Buffer
  readonly now: Instant
}

/** A write's response, and the ID of its event; no ID if the write has stored the response with the key itself. */
interface Written<Result> {
  readonly response: Result
  readonly eventId?: number
}

type Work<Result> = (connection: Transaction, key: WriteKey | undefined) => Promise<Written<Result>>

interface Write<Result> {
  readonly caller: UserCaller
  readonly idempotency: IdempotencyKey | undefined
  /** parses a stored response */
  readonly response: { parse(stored: unknown): Result }
}

/**
 * Runs a write in one transaction, and with an `Idempotency-Key` only once: a retry gets the first response again.
 * The key is looked up before all other checks. Otherwise a retry after a lost response would be rejected because of
 * its own first attempt. Throws `in_progress` and `idempotency_mismatch`.
 */
export async function idempotentWrite<Result>(
  { database, clock }: Context,
  { caller, idempotency, response: schema }: Write<Result>,
  work: Work<Result>,
): Promise<Result> {
  return database.of(caller.application.id).transaction(async (connection) => {
    if (idempotency === undefined) return (await work(connection, undefined)).response
    const { key, fingerprint } = idempotency
    const scope = { applicationId: caller.application.id, userId: caller.user.id, key }
    const now: Instant = clock()
    const [claimed, first] = await Promise.all([
      claimKey(connection, scope),
      findStoredResponse(connection, scope, now),
    ])
    if (!claimed) throw inProgress()
    if (first !== undefined) {
      if (first.fingerprint.equals(fingerprint)) return schema.parse(first.response)
      throw idempotencyMismatch()
    }
    const { response, eventId } = await work(connection, { ...scope, fingerprint, now })
    if (eventId !== undefined)
      await connection.commitWith(...storeResponseStatement(scope, now, { fingerprint, eventId, response }))
    return response
  })
}
