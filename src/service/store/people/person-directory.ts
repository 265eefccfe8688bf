import type { Instant } from '../../../contract/instant.ts'
import type { Person } from '../../../contract/person.ts'
import { rolesWith } from '../../../contract/permissions.ts'
import type { Connection } from '../connection/database.ts'

const everybody = `select u.id, u.name, u.role, p.email,
    case when u.blocked is null then 'active' else 'blocked' end state,
    u.last_seen "lastSeen", null::timestamptz(3) "invitedUntil"
  from application_user u
  left join person p on p.application_id = u.application_id and p.application_user_id = u.id
  where u.application_id = $1 and u.erased_at is null
  union all
  select id, name, role, email, 'invited', null, expires from invitation where application_id = $1`

const page = {
  name: 'person-directory',
  text: `with everybody as materialized (${everybody}),
      page as (select * from everybody order by name, id offset $2 limit $3)
    select (select count(*) from everybody) count, page.*
    from (values (1)) one(x) left join page on true
    order by page.name, page.id`,
}

/** Returns a page of an application's people by name, including those with an invitation. */
export async function listPeopleAndInvitations(
  connection: Connection,
  applicationId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ items: Person[]; count: number }> {
  const rows = await connection.query<{ count: number } & (Person | { id: null })>(page, [
    applicationId,
    offset,
    limit,
  ])
  const items: Person[] = []
  for (const { count: _, ...row } of rows) if (row.id !== null) items.push(row)
  return { items, count: rows[0]?.count ?? 0 }
}

const one = { name: 'directory-person', text: `select * from (${everybody}) everybody where id = $2` }

/** Returns one of an application's people. */
export async function findPerson(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<Person | undefined> {
  const [person] = await connection.query<Person>(one, [applicationId, id])
  return person
}

const managers = {
  name: 'lock-managers',
  text: `select id from application_user
    where application_id = $1 and role = any($2) and blocked is null and erased_at is null order by id
    for no key update`,
}

/**
 * Returns the IDs of the active managers and locks their rows until the end of the transaction. Their events do not
 * wait for this lock, because the foreign key of an event's owner only takes a key share lock.
 */
export async function lockManagers(connection: Connection, applicationId: string): Promise<string[]> {
  const rows = await connection.query<{ id: string }>(managers, [applicationId, rolesWith('managePeople')])
  return rows.map(({ id }) => id)
}

const managersWhoSignIn = {
  name: 'managers-who-sign-in',
  text: `select u.id from application_user u
    join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where u.application_id = $1 and u.role = any($2) and u.blocked is null and u.erased_at is null
    limit 2`,
}

/**
 * Whether a user is the only manager who can sign in, and so look after people: a user without an email address cannot. The
 * result holds as long as the managers are locked.
 */
export async function isLastManager(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<boolean> {
  const rows = await connection.query<{ id: string }>(managersWhoSignIn, [
    applicationId,
    rolesWith('managePeople'),
  ])
  return rows.length === 1 && rows[0]?.id === id
}

const setBlocked = {
  name: 'set-blocked',
  text: `update application_user set blocked = case when $3::bool then coalesce(blocked, $4::timestamptz) end
    where application_id = $1 and id = $2`,
}

/** Blocks a person from `now` on, or unblocks them. */
export async function writeBlocked(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { id, blocked }: { readonly id: string; readonly blocked: boolean },
): Promise<void> {
  await connection.query(setBlocked, [applicationId, id, blocked, now])
}

/** The accuracy of the time when a person was last seen, in minutes: not every request is worth a write. */
const seenMinutes = 5

const seen = {
  name: 'person-seen',
  text: `update application_user set last_seen = $3
    where application_id = $1 and id = $2
      and (last_seen is null or last_seen <= $3::timestamptz - interval '${seenMinutes} minutes')`,
}

/** Records that a person's session was used. */
export async function recordLastSeen(
  connection: Connection,
  applicationId: string,
  id: string,
  now: Instant,
): Promise<void> {
  await connection.query(seen, [applicationId, id, now])
}

const emails = {
  name: 'email-in-application',
  text: `select from person where application_id = $1 and email = $2
    union all
    select from invitation where application_id = $1 and email = $2`,
}

/** Whether a person of this application has the address; accounts in other applications do not matter. */
export async function isEmailKnown(
  connection: Connection,
  applicationId: string,
  email: string,
): Promise<boolean> {
  return (await connection.query(emails, [applicationId, email])).length > 0
}
