import type { EditEvents } from './read-page.ts'

const names = {
  name: 'lead-names',
  text: 'select id, name from lead where application_id = $1 and id = any($2::text[])',
}

/** Creates the function that adds to each event the name of its lead, for lists of events of all leads. */
export function nameLeads(applicationId: string): EditEvents {
  return async (connection, events) => {
    const ids = [...new Set(events.map(({ lead }) => lead))]
    if (ids.length === 0) return []
    const rows = await connection.query<{ id: string; name: string | null }>(names, [applicationId, ids])
    const named = new Map(rows.map(({ id, name }) => [id, name]))
    return events.map((event) => ({ ...event, leadName: named.get(event.lead) ?? null }))
  }
}
