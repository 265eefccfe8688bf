import type { Statement } from '../src/service/store/connection/database.ts'

/*
 * The simplest statement for the same rows as each read of the service: no previous values, no names, no count, no
 * JSON. The additional cost of the service's statement is the cost of those.
 */
const columns = `id, lead, status, note, date, created, owner, update_time, status_collection_id, lead_assignee`

/** Events of one lead. Values: application, lead, offset, limit. */
export const plainList: Statement = {
  name: 'plain-list',
  text: `select ${columns} from lead_event
    where application_id = $1 and lead = $2 and deleted_at is null
    order by date desc, id desc offset $3 limit $4`,
}

/** Events of several leads, each read with its own index. Values: application, leads, offset, limit. */
export const plainListOfMany: Statement = {
  name: 'plain-list-of-many',
  text: `select e.* from unnest($2::text[]) wanted(lead) cross join lateral (
      select ${columns} from lead_event
      where application_id = $1 and lead = wanted.lead and deleted_at is null
      order by date desc limit $3::int + $4::int
    ) e order by e.date desc, e.id desc offset $3::int limit $4::int`,
}

/** Values: application, ID. */
export const plainEvent: Statement = {
  name: 'plain-event',
  text: `select ${columns} from lead_event where application_id = $1 and id = $2`,
}

/** Values: application, time, limit. */
export const plainChanges: Statement = {
  name: 'plain-changes',
  text: `select ${columns}, deleted_at, deleted_by from lead_event
    where application_id = $1 and update_time >= $2 order by update_time, id limit $3`,
}

/** Events by their IDs, which a search has found. Values: application, IDs. */
export const plainEvents: Statement = {
  name: 'plain-events',
  text: `select ${columns} from lead_event where application_id = $1 and id = any($2) order by date desc, id desc`,
}
