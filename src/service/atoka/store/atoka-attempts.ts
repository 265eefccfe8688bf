import type { Instant } from '../../../contract/instant.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { IdempotencyScope } from '../../store/applications/idempotency.ts'

/** An attempt of a write with a key that has no stored response yet. */
export interface StoredAttempt {
  readonly fingerprint: Buffer
  /** the request that was or will be sent; `null` before it is decided */
  readonly sent: unknown
}

/** Seconds after which an attempt expires, like the stored responses: 30 days. */
const retentionSeconds = 30 * 24 * 60 * 60

/** Seconds for which a process holds the key of its write: more than all its requests to Atoka take. */
const claimSeconds = 120

const claim = {
  name: 'claim-atoka-attempt',
  text: `with expired as (
      delete from atoka_attempt
      where application_id = $1 and created <= $5::timestamptz - ${retentionSeconds} * interval '1 second'
        and (user_id, key) <> ($2, $3) and (busy_until is null or busy_until <= $5)
    )
    insert into atoka_attempt as a (application_id, user_id, key, fingerprint, created, busy_until)
    values ($1, $2, $3, $4, $5, $5::timestamptz + ${claimSeconds} * interval '1 second')
    on conflict (application_id, user_id, key) do update set busy_until = excluded.busy_until
      where a.busy_until is null or a.busy_until <= $5
    returning fingerprint, sent`,
}

/** Claims a key until it is released, or for two minutes; `undefined` while another request holds it. */
export async function claimAttempt(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  { fingerprint, now }: { readonly fingerprint: Buffer; readonly now: Instant },
): Promise<StoredAttempt | undefined> {
  const values = [applicationId, userId, key, fingerprint, now]
  const [row] = await connection.query<StoredAttempt>(claim, values)
  return row
}

const note = {
  name: 'note-atoka-attempt',
  text: 'update atoka_attempt set sent = $4 where application_id = $1 and user_id = $2 and key = $3',
}

/** Stores the request before it is sent. */
export async function storeAttempt(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  sent: unknown,
): Promise<void> {
  await connection.query(note, [applicationId, userId, key, JSON.stringify(sent)])
}

const release = {
  name: 'release-atoka-attempt',
  text: 'update atoka_attempt set busy_until = null where application_id = $1 and user_id = $2 and key = $3',
}

/** Releases a key whose write may have been executed: the next attempt searches for it first. */
export async function releaseAttempt(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
): Promise<void> {
  await connection.query(release, [applicationId, userId, key])
}

const forget = {
  name: 'forget-atoka-attempt',
  text: 'delete from atoka_attempt where application_id = $1 and user_id = $2 and key = $3',
}

/** Deletes an attempt whose outcome is known. */
export async function forgetAttempt(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
): Promise<void> {
  await connection.query(forget, [applicationId, userId, key])
}
