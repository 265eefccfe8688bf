import type { Connection } from '../connection/database.ts'

/*
 * The row of a person locks their password, links and sessions. A transaction that changes any of these locks this row
 * first, or immediately after the user's row if it changes that too. With this one order two changes cannot deadlock, and a
 * session that starts while its password or access ends does not survive.
 */

const lock = {
  name: 'lock-person',
  text: `select id from person where application_id = $1 and application_user_id = $2 order by id for no key update`,
}

/** Locks what a user signs in with until the end of the transaction. */
export async function lockSignIn(
  connection: Connection,
  applicationId: string,
  userId: string,
): Promise<void> {
  await connection.query(lock, [applicationId, userId])
}

const share = {
  name: 'share-person',
  // locks rows in the order of the tables: that of the user first
  text: `select p.id from application_user u
    join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where p.application_id = $1 and p.id = $2 and u.blocked is null and u.erased_at is null
    for share`,
}

/**
 * Prevents changes of what a person signs in with until the end of the transaction; `false` if they no longer have access.
 */
export async function lockSignInShared(
  connection: Connection,
  applicationId: string,
  personId: string,
): Promise<boolean> {
  return (await connection.query(share, [applicationId, personId])).length > 0
}

const endAll = {
  name: 'end-sessions-of-user',
  text: `delete from person_session where application_id = $1 and person_id in
    (select id from person where application_id = $1 and application_user_id = $2)`,
}

/** Ends all sessions of a user of an application. */
export async function endSessionsOfUser(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<void> {
  await connection.query(endAll, [applicationId, id])
}

const password = {
  name: 'password-of-person',
  text: `select password from person_account where application_id = $1 and person_id = $2 and provider_id = 'credential'`,
}

/** Returns the hash of a person's password, if they have one. */
export async function findPasswordHash(
  connection: Connection,
  applicationId: string,
  personId: string,
): Promise<string | undefined> {
  const [row] = await connection.query<{ password: string | null }>(password, [applicationId, personId])
  return row?.password ?? undefined
}

const setPassword = {
  name: 'set-password',
  text: `with changed as (
      update person_account set password = $3, updated_at = now()
      where application_id = $1 and person_id = $2 and provider_id = 'credential' returning id
    )
    insert into person_account
      (application_id, id, account_id, provider_id, person_id, password, created_at, updated_at)
    select $1, $2, $2, 'credential', $2, $3, now(), now() where not exists (select from changed)`,
}

/** Sets a person's password. */
export async function writePasswordHash(
  connection: Connection,
  applicationId: string,
  personId: string,
  hash: string,
): Promise<void> {
  await connection.query(setPassword, [applicationId, personId, hash])
}
