import type { LeadStatus } from '../../../contract/lead-status.ts'
import type { User } from '../../../contract/user.ts'
import { hashToken } from './hash-token.ts'
import type { Connection } from '../connection/database.ts'

/** A new application with its people, its API token and the statuses of its funnel. */
export interface NewApplication {
  readonly id: string
  readonly name: string
  readonly features: readonly string[]
  /** its first token; without one, no API client can act for it yet */
  readonly token?: string
  readonly people: readonly User[]
  readonly statusCollection: { readonly id: string; readonly statuses: readonly LeadStatus[] }
}

const application = {
  name: 'new-application',
  text: `with created as (
      insert into application (id, name, features, status_collection_id) values ($1, $2, $3, $4) returning id
    )
    insert into api_token (application_id, hash, name) select id, $5, 'first' from created
    where $5::bytea is not null`,
}

const statuses = {
  name: 'new-lead-statuses',
  text: `insert into lead_status (application_id, status_collection_id, position, label, previous, sink, hidden)
    select $1, $2, position, label, previous, sink, hidden
    from unnest($3::text[], $4::text[], $5::bool[], $6::bool[])
      with ordinality as status(label, previous, sink, hidden, position)`,
}

const users = {
  name: 'new-application-users',
  text: `insert into application_user (application_id, id, name, role)
    select $1, id, name, role from unnest($2::text[], $3::text[], $4::text[]) as person(id, name, role)`,
}

/** Creates an application; must run in a transaction. */
export async function createApplication(
  connection: Connection,
  newApplication: NewApplication,
): Promise<void> {
  const { id, name, features, token, people, statusCollection } = newApplication
  const hash = token === undefined ? null : hashToken(token)
  await connection.query(application, [id, name, features, statusCollection.id, hash])
  await connection.query(statuses, [
    id,
    statusCollection.id,
    ...columns(statusCollection.statuses, 'label', 'previous', 'sink', 'hidden'),
  ])
  await connection.query(users, [id, ...columns(people, 'id', 'name', 'role')])
}

/** Converts rows to one array per column, as `unnest` requires. */
export function columns<Row, Name extends keyof Row>(rows: readonly Row[], ...names: Name[]): Row[Name][][] {
  return names.map((name) => rows.map((row) => row[name]))
}
