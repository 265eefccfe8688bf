import type { Database } from '../service/store/connection/database.ts'

/** The events of a lead to insert; texts are SQL expressions of `i`, the number of the event from 1. */
interface InsertedEvents {
  readonly count: number
  readonly note: string
  readonly status?: string
  readonly leadAssignee?: string
}

/**
 * Inserts a lead of `acme` with this many events of `giulia`, a minute apart from 2026-01-01 on: faster than by the API.
 * The lead has no state, and `sync` counts none of its events.
 */
export async function insertLead(
  database: Database,
  lead: string,
  { count, note, status = 'null', leadAssignee = 'null' }: InsertedEvents,
): Promise<void> {
  await database.query(
    {
      text: `with counted as (
          update application set last_event_id = last_event_id + $2 where id = 'acme' returning last_event_id - $2 last_id
        ), inserted as (
          insert into lead (application_id, id, type, event_count) values ('acme', $1, 'company', $2)
        )
        insert into lead_event (application_id, id, lead, status, lead_assignee, status_collection_id, note, date, owner,
          created, update_time)
        select 'acme', last_id + i, $1, ${status}, ${leadAssignee}, 'funnel-1', ${note}, date, 'giulia', date, date
        from counted, generate_series(1, $2::int) i,
          lateral (select timestamptz '2026-01-01Z' + i * interval '1 minute' date) dated`,
    },
    [lead, count],
  )
}
