import type { Instant } from '../../../contract/instant.ts'
import type { Connection } from '../connection/database.ts'

/** A stored session; its token is not stored. */
export interface StoredSession {
  readonly personId: string
  /** the ID of their user in the application */
  readonly userId: string
  readonly email: string
  readonly created: Instant
  readonly expires: Instant
}

const applicationOfSession = { name: 'application-of-session', text: 'select application_of_session($1) id' }

/** Returns the ID of the application of a session, expired or not. */
export async function findApplicationOfSession(
  connection: Connection,
  hash: Buffer,
): Promise<string | undefined> {
  const [row] = await connection.query<{ id: string | null }>(applicationOfSession, [hash])
  return row?.id ?? undefined
}

const insert = {
  name: 'insert-session',
  text: `with expired as (
      delete from person_session where application_id = $1 and person_id = $2 and expires_at <= $4
    )
    insert into person_session (application_id, id, person_id, hash, expires_at, created_at, updated_at)
    values ($1, gen_random_uuid()::text, $2, $3, $5, $4, $4)`,
}

/** A session to store. */
export interface NewSession {
  /** the SHA-256 of its token */
  readonly hash: Buffer
  readonly created: Instant
  readonly expires: Instant
}

/** Starts a session of a person, whose row the caller has locked, and deletes their expired ones. */
export async function insertSession(
  connection: Connection,
  applicationId: string,
  personId: string,
  { hash, created, expires }: NewSession,
): Promise<void> {
  await connection.query(insert, [applicationId, personId, hash, created, expires])
}

const find = {
  name: 'session-by-hash',
  text: `select s.person_id "personId", p.application_user_id "userId", p.email,
      s.created_at::timestamptz(3) created, s.expires_at::timestamptz(3) expires
    from person_session s join person p on p.application_id = s.application_id and p.id = s.person_id
    where s.application_id = $1 and s.hash = $2`,
}

/** Returns the session with this SHA-256, also an expired one. */
export async function findSession(
  connection: Connection,
  applicationId: string,
  hash: Buffer,
): Promise<StoredSession | undefined> {
  const [session] = await connection.query<StoredSession>(find, [applicationId, hash])
  return session
}

const renew = {
  name: 'renew-session',
  text: 'update person_session set expires_at = $4, updated_at = $3 where application_id = $1 and hash = $2 returning id',
}

/** Extends a session; `false` if it has ended in the meantime. */
export async function renewSession(
  connection: Connection,
  applicationId: string,
  hash: Buffer,
  { now, expires }: { readonly now: Instant; readonly expires: Instant },
): Promise<boolean> {
  return (await connection.query(renew, [applicationId, hash, now, expires])).length === 1
}

const end = {
  name: 'end-session',
  text: 'delete from person_session where application_id = $1 and hash = $2',
}

/** Ends one session. */
export async function endSession(connection: Connection, applicationId: string, hash: Buffer): Promise<void> {
  await connection.query(end, [applicationId, hash])
}
