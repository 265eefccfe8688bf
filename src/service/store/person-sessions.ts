import type { Connection } from './database.ts'

const endAll = {
  name: 'end-sessions-of-user',
  text: `delete from person_session where person_id in
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
  text: 'delete from person_session where person_id = $1 and token is distinct from $2',
}

/** Signs a person out everywhere but in the session `but`, if one is named. */
export async function endSessions(connection: Connection, personId: string, but?: string): Promise<void> {
  await connection.query(end, [personId, but ?? null])
}

const password = {
  name: 'password-of-person',
  text: `select password from person_account where person_id = $1 and provider_id = 'credential'`,
}

/** The hash of a person's password, if they have one. */
export async function findPasswordHash(
  connection: Connection,
  personId: string,
): Promise<string | undefined> {
  const [row] = await connection.query<{ password: string | null }>(password, [personId])
  return row?.password ?? undefined
}

const setPassword = {
  name: 'set-password',
  text: `with changed as (
      update person_account set password = $2, updated_at = now()
      where person_id = $1 and provider_id = 'credential' returning id
    )
    insert into person_account (id, account_id, provider_id, person_id, password, created_at, updated_at)
    select $1, $1, 'credential', $1, $2, now(), now() where not exists (select from changed)`,
}

/** Gives a person another password, or a first one. */
export async function writePasswordHash(
  connection: Connection,
  personId: string,
  hash: string,
): Promise<void> {
  await connection.query(setPassword, [personId, hash])
}
