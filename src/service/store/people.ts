import type { ApplicationUser } from '../caller.ts'
import type { Connection } from './database.ts'

/** A user of an application, with the address that they sign in with, if they do. */
export interface Person extends ApplicationUser {
  readonly application: string
  readonly email: string | null
}

const list = {
  name: 'people',
  text: `select u.application_id application, u.id, u.name, u.role, p.email
    from application_user u
    left join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where $1::text is null or u.application_id = $1
    order by u.application_id, u.name, u.id`,
}

/** The people of one application, or of all. */
export async function listPeople(connection: Connection, applicationId?: string): Promise<Person[]> {
  return connection.query<Person>(list, [applicationId ?? null])
}

const byEmail = { name: 'person-by-email', text: 'select id from person where email = $1' }

/** Whether somebody signs in with this address, in lower case. */
export async function isEmailTaken(connection: Connection, email: string): Promise<boolean> {
  return (await connection.query(byEmail, [email])).length > 0
}

const insert = {
  name: 'insert-application-user',
  text: `insert into application_user (application_id, id, name, role) values ($1, $2, $3, $4)
    on conflict do nothing returning id`,
}

/** Adds a user to an application; `false` where it has one with this id. */
export async function insertUser(
  connection: Connection,
  applicationId: string,
  { id, name, role }: ApplicationUser,
): Promise<boolean> {
  return (await connection.query(insert, [applicationId, id, name, role])).length === 1
}

const insertSignIn = {
  name: 'insert-person',
  text: `with created as (
      insert into person (id, name, email, email_verified, created_at, updated_at, application_id, application_user_id)
      values ($1, $2, lower($3), true, now(), now(), $4, $5)
      returning id
    )
    insert into person_account (id, account_id, provider_id, person_id, password, created_at, updated_at)
    select id, id, 'credential', id, $6, now(), now() from created`,
}

/** A person to be, with the hash of their password. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly applicationId: string
  readonly applicationUserId: string
  readonly passwordHash: string
}

/** Adds somebody who can sign in, and their password, as better-auth keeps both. */
export async function insertPerson(connection: Connection, person: PersonRow): Promise<void> {
  const { id, name, email, applicationId, applicationUserId, passwordHash } = person
  await connection.query(insertSignIn, [id, name, email, applicationId, applicationUserId, passwordHash])
}

const setRole = {
  name: 'set-role',
  text: 'update application_user set role = $3 where application_id = $1 and id = $2 returning id',
}

/** Changes what a user may do; `false` where there is no such user. */
export async function changeRole(
  connection: Connection,
  applicationId: string,
  { id, role }: Pick<ApplicationUser, 'id' | 'role'>,
): Promise<boolean> {
  return (await connection.query(setRole, [applicationId, id, role])).length === 1
}
