import { hashPassword } from 'better-auth/crypto'
import { escapeIdentifier } from 'pg'
import { stateOf, statusDateOf } from '../../contract/rules/lead-state.ts'
import { insertCredentials } from '../store/people/create-person.ts'
import { isEmpty } from '../store/applications/applications.ts'
import { openDatabase, type Connection, type DatabaseOptions } from '../store/connection/database.ts'
import { columns, createApplication } from '../store/applications/new-application.ts'
import { searchIndexName } from '../store/search/search-index.ts'
import type { Demo, DemoEvent } from './demo.ts'
import { demoPassword } from './demo-sign-in.ts'

/** The database that receives the demo. */
export type DemoDatabase = Required<Pick<DatabaseOptions, 'connection' | 'namedStatements'>>

/** Reports the current step, and how much of it is done, from 0 to 1. */
export type ReportProgress = (step: string, share?: number) => void

const leads = {
  name: 'demo-leads',
  text: `insert into lead (application_id, id, type, name, status, status_date, lead_assignee, last_event_date, event_count)
    select $1, lead.*
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[],
      $9::int[]) as lead`,
}

// an event of the demo counts as written at its date, so that date is also its update time
const events = {
  name: 'demo-events',
  text: `insert into lead_event
      (application_id, status_collection_id, id, lead, date, created, update_time, owner, note, status, lead_assignee)
    select $1, $2, $3 + position, lead, date, date, date, owner, note, status, lead_assignee
    from unnest($4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[])
      with ordinality as event(lead, date, owner, note, status, lead_assignee, position)`,
}

/** Events per statement: few enough that the progress is reported several times a second. */
const eventsPerInsert = 500

const lock = { name: 'lock-demo', text: `select pg_advisory_xact_lock(hashtextextended('leadline demo', 0))` }

const lastEvent = {
  name: 'demo-last-event',
  text: `update application set (last_event_id, last_update_time) =
      (select max(id), max(update_time) from lead_event where application_id = $1)
    where id = $1`,
}

const changeCheckpoints = { name: 'demo-change-marks', text: 'select mark_changes($1)' }

const indexes = {
  text: `select c.relname name, pg_get_indexdef(c.oid) definition
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'lead_event'::regclass
      and not exists (select from pg_constraint where conindid = i.indexrelid)`,
}

interface Definition {
  readonly name: string
  readonly definition: string
}

const foreignKeys = {
  text: `select conname name, pg_get_constraintdef(oid) definition from pg_constraint
    where conrelid = 'lead_event'::regclass and contype = 'f'`,
}

/**
 * Loads the demo, including its users' sign-ins, into an empty database in one transaction, and drops the search index,
 * which `buildSearchIndex` then creates. If several services start on the database at the same time, only one of them
 * loads it. Does nothing if the database is not empty.
 */
export async function loadDemo(
  options: DemoDatabase,
  createDemo: () => Demo,
  report: ReportProgress = () => undefined,
): Promise<void> {
  const database = openDatabase({ ...options, connections: 1 })
  try {
    await database.transaction(async (connection) => {
      await connection.query(lock, [])
      if (await isEmpty(connection)) await writeDemo(connection, createDemo(), report)
    })
  } finally {
    await database.close()
  }
}

async function writePeople(connection: Connection, demo: Demo, passwordHash: string): Promise<void> {
  for (const person of demo.people) {
    await insertCredentials(connection, {
      email: person.email,
      name: person.name,
      passwordHash,
      applicationId: demo.application.id,
      applicationUserId: person.id,
    })
  }
}

async function writeDemo(connection: Connection, demo: Demo, report: ReportProgress): Promise<void> {
  const { id } = demo.application
  // one hash for all users, because the password is public; it is computed while the database works
  const passwordHash = hashPassword(demoPassword)
  await createApplication(connection, { ...demo.application, ...demo })
  await connection.query(leads, [
    id,
    ...columns(
      withState(demo),
      'id',
      'type',
      'name',
      'status',
      'statusDate',
      'leadAssignee',
      'lastEventDate',
      'eventCount',
    ),
  ])
  await withoutIndexes(connection, async () => writeEvents(connection, demo, report))
  await connection.query(lastEvent, [id])
  await connection.query(changeCheckpoints, [id])
  await writePeople(connection, demo, await passwordHash)
}

async function writeEvents(connection: Connection, demo: Demo, report: ReportProgress): Promise<void> {
  for (let from = 0; from < demo.events.length; from += eventsPerInsert) {
    report('Loading the demo', from / demo.events.length)
    const chunk = demo.events.slice(from, from + eventsPerInsert)
    await connection.query(events, [
      demo.application.id,
      demo.statusCollection.id,
      from,
      ...columns(chunk, 'lead', 'date', 'owner', 'note', 'status', 'leadAssignee'),
    ])
  }
}

/**
 * Builds the indexes of events except the search index, and checks their foreign constraints, once after `work`, not with
 * every event. This takes less than half of the time. The definitions are those of the migrations.
 */
async function withoutIndexes(connection: Connection, work: () => Promise<void>): Promise<void> {
  const run = async (text: string) => connection.query({ text }, [])
  const constraints = await connection.query<Definition>(foreignKeys, [])
  const dropped = await connection.query<Definition>(indexes, [])
  for (const { name } of constraints)
    await run(`alter table lead_event drop constraint ${escapeIdentifier(name)}`)
  for (const { name } of dropped) await run(`drop index ${escapeIdentifier(name)}`)
  await work()
  for (const { name, definition } of dropped) if (name !== searchIndexName) await run(definition)
  for (const { name, definition } of constraints) {
    await run(`alter table lead_event add constraint ${escapeIdentifier(name)} ${definition}`)
  }
}

function withState(demo: Demo) {
  const eventsOf = new Map<string, DemoEvent[]>(demo.leads.map((lead) => [lead.id, []]))
  for (const event of demo.events) eventsOf.get(event.lead)?.push(event)
  return demo.leads.map((lead) => {
    const history = eventsOf.get(lead.id) ?? []
    const state = { ...stateOf(history), statusDate: statusDateOf(history) }
    const lastEventDate = history.at(-1)?.date ?? null
    return { ...lead, ...state, lastEventDate, eventCount: history.length }
  })
}
