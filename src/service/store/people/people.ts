import type { ApplicationUser } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'

/** A user of an application, with their sign-in address if they have one. */
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

/** Lists the people of one application, or of all. */
export async function listPeople(connection: Connection, applicationId?: string): Promise<Person[]> {
  return connection.query<Person>(list, [applicationId ?? null])
}

const applicationsOfEmail = {
  name: 'applications-of-email',
  text: 'select ids, most from applications_of_email($1, $2)',
}

/**
 * Returns the applications that an address in lower case may sign in to, of all or only the given one, at most five;
 * and the maximum number of applications of any address.
 */
export async function findApplicationsOfEmail(
  connection: Connection,
  email: string,
  application?: string,
): Promise<{ readonly ids: readonly string[]; readonly most: number }> {
  // no address and no ID contains a NUL, which PostgreSQL would reject in a query
  const values = [email.replaceAll('\0', ''), application?.replaceAll('\0', '') ?? null]
  const [row] = await connection.query<{ ids: string[]; most: number }>(applicationsOfEmail, values)
  return row ?? { ids: [], most: 1 }
}

/** The account with which a person signs in to an application. */
export interface Account {
  readonly personId: string
  /** the ID of their user in the application */
  readonly userId: string
  /** `null` for a person who only signs in with a provider */
  readonly passwordHash: string | null
  /** whether the password was set within the last quarter of an hour */
  readonly isPasswordNew: boolean
}

const accountByEmail = {
  name: 'account-by-email',
  text: `select p.id "personId", p.application_user_id "userId", a.password "passwordHash",
      coalesce(a.updated_at > now() - $3 * interval '1 second', false) "isPasswordNew"
    from person p
    left join person_account a
      on a.application_id = p.application_id and a.person_id = p.id and a.provider_id = 'credential'
    where p.application_id = $1 and p.email = $2`,
}

/** Returns the account of an address, in lower case, in an application. */
export async function findAccount(
  connection: Connection,
  applicationId: string,
  { email, newForSeconds }: { readonly email: string; readonly newForSeconds: number },
): Promise<Account | undefined> {
  const [account] = await connection.query<Account>(accountByEmail, [applicationId, email, newForSeconds])
  return account
}

const insert = {
  name: 'insert-application-user',
  text: `insert into application_user (application_id, id, name, role) values ($1, $2, $3, $4)
    on conflict do nothing returning id`,
}

/** Creates a user of an application; `false` if one with this ID exists. */
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
    insert into person_account
      (application_id, id, account_id, provider_id, person_id, password, created_at, updated_at)
    select $4, id, id, 'credential', id, $6, now(), now() from created`,
}

/** A new person, with the hash of their password. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly applicationId: string
  readonly applicationUserId: string
  readonly passwordHash: string
}

/** Creates a person who can sign in, with their password. */
export async function insertPerson(connection: Connection, person: PersonRow): Promise<void> {
  const { id, name, email, applicationId, applicationUserId, passwordHash } = person
  await connection.query(insertSignIn, [id, name, email, applicationId, applicationUserId, passwordHash])
}

const setRole = {
  name: 'set-role',
  text: 'update application_user set role = $3 where application_id = $1 and id = $2 returning id',
}

/** Changes a user's role; `false` if there is no such user. */
export async function changeRole(
  connection: Connection,
  applicationId: string,
  { id, role }: Pick<ApplicationUser, 'id' | 'role'>,
): Promise<boolean> {
  return (await connection.query(setRole, [applicationId, id, role])).length === 1
}
