import type { Connection } from '../connection/database.ts'

const endAll = {
  name: 'end-sessions-of-user',
  text: `delete from person_session where application_id = $1 and person_id in
    (select id from person where application_id = $1 and application_user_id = $2)`,
}

/** Signs a user of an application out everywhere. */
export async function endSessionsOfUser(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<void> {
  await connection.query(endAll, [applicationId, id])
}

const end = {
  name: 'end-sessions-of-person',
  text: 'delete from person_session where application_id = $1 and person_id = $2 and hash is distinct from $3',
}

/** Signs a person out everywhere but in the session of the SHA-256 `but`, if one is named. */
export async function endSessions(
  connection: Connection,
  applicationId: string,
  personId: string,
  but?: Buffer,
): Promise<void> {
  await connection.query(end, [applicationId, personId, but ?? null])
}

const password = {
  name: 'password-of-person',
  text: `select password from person_account where application_id = $1 and person_id = $2 and provider_id = 'credential'`,
}

/** The hash of a person's password, if they have one. */
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

/** Gives a person another password, or a first one. */
export async function writePasswordHash(
  connection: Connection,
  applicationId: string,
  personId: string,
  hash: string,
): Promise<void> {
  await connection.query(setPassword, [applicationId, personId, hash])
}
