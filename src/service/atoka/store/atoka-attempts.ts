import type { Instant } from '../../../contract/instant.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { IdempotencyScope } from '../../store/applications/idempotency.ts'

/** A write under a key that somebody began and of which no answer is kept. */
export interface StoredAttempt {
  readonly fingerprint: Buffer
  /** what was sent, or about to be; `null` before that was decided */
  readonly sent: unknown
}

/** Seconds after which an attempt is none any more, as with the answers beside it: 30 days. */
const keptFor = 30 * 24 * 60 * 60

/** Seconds for which whoever carries a write out has its key: more than all its calls to Atoka take. */
const busyFor = 120

const claim = {
  name: 'claim-atoka-attempt',
  text: `with expired as (
      delete from atoka_attempt
      where application_id = $1 and created <= $5::timestamptz - ${keptFor} * interval '1 second'
        and (user_id, key) <> ($2, $3) and (busy_until is null or busy_until <= $5)
    )
    insert into atoka_attempt as a (application_id, user_id, key, fingerprint, created, busy_until)
    values ($1, $2, $3, $4, $5, $5::timestamptz + ${busyFor} * interval '1 second')
    on conflict (application_id, user_id, key) do update set busy_until = excluded.busy_until
      where a.busy_until is null or a.busy_until <= $5
    returning fingerprint, sent`,
}

/** Takes a key, until it is let go or for two minutes; `undefined` while another request has it. */
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

/** Keeps what is about to be sent, before it is. */
export async function noteAttempt(
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

/** Lets go of a key whose write may have happened: the next try looks first. */
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

/** Forgets an attempt of which is known what became. */
export async function forgetAttempt(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
): Promise<void> {
  await connection.query(forget, [applicationId, userId, key])
}
