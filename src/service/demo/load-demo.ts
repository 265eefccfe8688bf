import { stateOf, statusDateOf } from '../../contract/rules/lead-state.ts'
import { createPerson } from '../session/create-person.ts'
import { isEmpty } from '../store/applications.ts'
import type { Connection, Database } from '../store/database.ts'
import { columns, createApplication } from '../store/new-application.ts'
import { createDemo, type Demo, type DemoEvent } from './create-demo.ts'
import { demoPassword } from './demo-sign-in.ts'

const leads = {
  name: 'demo-leads',
  text: `insert into lead (application_id, id, type, name, status, status_date, lead_assignee, last_event_date, event_count)
    select $1, lead.*
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[],
      $9::int[]) as lead`,
}

// an event of the demo was written when it happened, so its update time is its date
const events = {
  name: 'demo-events',
  text: `insert into lead_event
      (application_id, status_collection_id, lead, date, created, update_time, owner, note, status, lead_assignee)
    select $1, $2, lead, date, date, date, owner, note, status, lead_assignee
    from unnest($3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[])
      with ordinality as event(lead, date, owner, note, status, lead_assignee, position)
    order by position`,
}

const lock = { name: 'lock-demo', text: `select pg_advisory_xact_lock(hashtextextended('leadline demo', 0))` }

const lastUpdate = {
  name: 'demo-last-update',
  text: `update application
    set last_update_time = (select max(update_time) from lead_event where application_id = $1) where id = $1`,
}

const marks = { name: 'demo-change-marks', text: 'select mark_changes($1)' }

/**
 * Fills an empty database with the demo, its people able to sign in: all of it or nothing, and once, however many
 * services start on the database at the same moment.
 */
export async function loadDemo(database: Database, now: Date): Promise<void> {
  await database.transaction(async (connection) => {
    await connection.query(lock, [])
    if (await isEmpty(connection)) await writeDemo(connection, createDemo(now))
  })
}

async function writePeople(connection: Connection, demo: Demo): Promise<void> {
  for (const person of demo.people) {
    await createPerson(connection, {
      email: person.email,
      name: person.name,
      password: demoPassword,
      applicationId: demo.application.id,
      applicationUserId: person.id,
    })
  }
}

async function writeDemo(connection: Connection, demo: Demo): Promise<void> {
  const { id } = demo.application
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
  await connection.query(events, [
    id,
    demo.statusCollection.id,
    ...columns(demo.events, 'lead', 'date', 'owner', 'note', 'status', 'leadAssignee'),
  ])
  await connection.query(lastUpdate, [id])
  await connection.query(marks, [id])
  await writePeople(connection, demo)
}

function withState(demo: Demo) {
  const eventsOf = new Map<string, DemoEvent[]>(demo.leads.map((lead) => [lead.id, []]))
  for (const event of demo.events) eventsOf.get(event.lead)?.push(event)
  return demo.leads.map((lead) => {
    const own = eventsOf.get(lead.id) ?? []
    const standing = { ...stateOf(own), statusDate: statusDateOf(own) }
    const lastEventDate = own.at(-1)?.date ?? null
    return { ...lead, ...standing, lastEventDate, eventCount: own.length }
  })
}
