import type { LeadStatus } from '../../../contract/lead-status.ts'
import type { Connection } from '../connection/database.ts'
import { columns } from './new-application.ts'

/** The statuses of a funnel, in order; a new configuration gets a new ID. */
export interface StatusCollection {
  readonly id: string
  readonly statuses: readonly LeadStatus[]
}

const insert = {
  name: 'insert-status-collection',
  text: `with status as (
      insert into lead_status (application_id, status_collection_id, position, label, previous, sink, hidden)
      select $1, $2, position, label, previous, sink, hidden
      from unnest($3::text[], $4::text[], $5::bool[], $6::bool[])
        with ordinality as status(label, previous, sink, hidden, position)
    )
    update application set status_collection_id = $2 where id = $1`,
}

/** Activates a new collection; earlier events keep theirs. */
export async function activateStatuses(
  connection: Connection,
  applicationId: string,
  { id, statuses }: StatusCollection,
): Promise<void> {
  await connection.query(insert, [
    applicationId,
    id,
    ...columns(statuses, 'label', 'previous', 'sink', 'hidden'),
  ])
}

const labels = {
  name: 'status-labels',
  text: `select s.status_collection_id id, s.label, s.status_collection_id = a.status_collection_id "inForce"
    from lead_status s join application a on a.id = s.application_id
    where s.application_id = $1 order by s.status_collection_id, s.position`,
}

/** Lists every current or former label of an application, with its collection. */
export async function listStatusLabels(
  connection: Connection,
  applicationId: string,
): Promise<{ id: string; label: string; inForce: boolean }[]> {
  return connection.query(labels, [applicationId])
}

const inForce = {
  name: 'status-collection-in-force',
  text: 'select status_collection_id id from application where id = $1',
}

/** Returns the ID of the active collection. */
export async function findStatusCollectionId(connection: Connection, applicationId: string): Promise<string> {
  const [row] = await connection.query<{ id: string }>(inForce, [applicationId])
  if (row === undefined) throw new Error('the application is gone')
  return row.id
}
