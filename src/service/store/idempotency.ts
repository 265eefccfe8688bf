import type { Instant } from '../../contract/instant.ts'
import type { Connection } from './database.ts'

/** The key of a write, of one application and person. */
export interface IdempotencyScope {
  readonly applicationId: string
  readonly userId: string
  readonly key: string
}

/** What an accepted write was answered with. */
export interface StoredAnswer {
  readonly fingerprint: Buffer
  readonly answer: unknown
}

/** Seconds for which the first answer is given again. Source: contract, "safe retries": 30 days. */
const keptFor = 30 * 24 * 60 * 60

const lock = {
  name: 'lock-idempotency-key',
  text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) locked',
}

/** Claims a key until the end of the transaction; `false` while another one has it. */
export async function claimKey(connection: Connection, scope: IdempotencyScope): Promise<boolean> {
  const name = JSON.stringify([scope.applicationId, scope.userId, scope.key])
  const [row] = await connection.query<{ locked: boolean }>(lock, [name])
  return row?.locked === true
}

const find = {
  name: 'idempotency-key',
  text: `select fingerprint, answer from idempotency_key
    where application_id = $1 and user_id = $2 and key = $3 and created > $4::timestamptz - ${keptFor} * interval '1 second'`,
}

/** The answer that was given under a key, if that was not too long ago. */
export async function findAnswer(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
): Promise<StoredAnswer | undefined> {
  const [row] = await connection.query<StoredAnswer>(find, [applicationId, userId, key, now])
  return row
}

// each write clears a few old keys away, so that nothing else has to
const keep = {
  name: 'keep-idempotency-key',
  text: `with expired as (
      delete from idempotency_key k
      using (
        select user_id, key from idempotency_key
        where application_id = $1 and created <= $4::timestamptz - ${keptFor} * interval '1 second'
          and (user_id, key) <> ($2, $3)
        order by created limit 4
      ) old
      where k.application_id = $1 and k.user_id = old.user_id and k.key = old.key
    )
    insert into idempotency_key (application_id, user_id, key, created, fingerprint, event_id, answer)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (application_id, user_id, key) do update
      set created = excluded.created, fingerprint = excluded.fingerprint, event_id = excluded.event_id,
        answer = excluded.answer`,
}

/** Keeps the answer to an accepted write, in that write's transaction. */
export async function keepAnswer(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
  { fingerprint, eventId, answer }: StoredAnswer & { readonly eventId: number },
): Promise<void> {
  const json = answer === undefined ? null : JSON.stringify(answer)
  await connection.query(keep, [applicationId, userId, key, now, fingerprint, eventId, json])
}
