import type { LeadStatus } from '../../../contract/lead-status.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import type { ListedUser } from '../../../contract/user.ts'
import type { Application, ApplicationUser } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'

const byId = { name: 'application-by-id', text: 'select id, name, features from application where id = $1' }

/** Returns an application by its ID. */
export async function findApplication(connection: Connection, id: string): Promise<Application | undefined> {
  const [application] = await connection.query<Application>(byId, [id])
  return application
}

const all = { name: 'applications', text: 'select id, name, features from application order by id' }

/** Lists all applications of the database. */
export async function listApplications(connection: Connection): Promise<Application[]> {
  return connection.query<Application>(all, [])
}

const setFeatures = { name: 'set-features', text: 'update application set features = $2 where id = $1' }

/** Sets the features of an application. */
export async function changeFeatures(
  connection: Connection,
  { id, features }: Pick<Application, 'id' | 'features'>,
): Promise<void> {
  await connection.query(setFeatures, [id, features])
}

const anyApplication = { name: 'any-application', text: 'select id from application limit 1' }

/** Whether the database contains no application, as after the first start. */
export async function isEmpty(connection: Connection): Promise<boolean> {
  return (await connection.query(anyApplication, [])).length === 0
}

const userById = {
  name: 'application-user',
  text: `select id, name, role from application_user
    where application_id = $1 and id = $2 and blocked is null and erased_at is null`,
}

/** Returns a user of an application, unless they are blocked or erased. */
export async function findUser(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<ApplicationUser | undefined> {
  const [user] = await connection.query<ApplicationUser>(userById, [applicationId, id])
  return user
}

const usersMatching = {
  name: 'application-users',
  text: `with matching as materialized (
      select id, name, role, blocked is not null blocked from application_user
      where application_id = $1 and erased_at is null and ($2::text[] is null or name_matches($2, name, id))
    ), page as (
      select * from matching order by name, id offset $3 limit $4
    )
    select (select count(*) from matching) count, page.*
    from (values (1)) one(x) left join page on true
    order by page.name, page.id`,
}

/** A page of an application's users by name, blocked ones too; `q`: words of the name or ID. */
export async function listUsers(
  connection: Connection,
  applicationId: string,
  { q, offset, limit }: { readonly q: string | undefined; readonly offset: number; readonly limit: number },
): Promise<{ items: ListedUser[]; count: number }> {
  const rows = await connection.query<ListedUser & { count: number; id: string | null }>(usersMatching, [
    applicationId,
    q === undefined || q.trim() === '' ? null : parseNameSearch(q),
    offset,
    limit,
  ])
  return {
    count: rows[0]?.count ?? 0,
    items: rows
      .filter((row) => row.id !== null)
      .map(({ id, name, role, blocked }) => ({ id, name, role, blocked })),
  }
}

const statuses = {
  name: 'lead-statuses',
  text: `select s.label, s.previous, s.sink, s.hidden
    from application a
    join lead_status s on s.application_id = a.id and s.status_collection_id = a.status_collection_id
    where a.id = $1
    order by s.position`,
}

/** Lists the active statuses, in the order of their collection. */
export async function listStatuses(connection: Connection, applicationId: string): Promise<LeadStatus[]> {
  return connection.query<LeadStatus>(statuses, [applicationId])
}
