/*
 * Marks let `sync` know how many changes there are from a moment on without counting them; the migration
 * 0008-change-marks.sql says how. Every write that changes events sets them, under the lock of the application's row.
 */

/** A mark is set with every so many changes. */
const marked = 2_048

/**
 * The part of a writing statement that sets a mark where one is due, and with the first change one before everything:
 * `stamp` has `last_update_time` and `changes` after the write, and, for a write of several, `first`, its first update
 * time, and `added`, their number.
 */
export function addCheckpoint(stamp: string, { first = 'last_update_time', added = '1' } = {}): string {
  return `mark as (
      insert into change_mark (application_id, since, before)
      select $1, ${first}, changes - ${added} from ${stamp}
      where changes / ${marked} > (changes - ${added}) / ${marked}
      union all
      select $1, '-infinity', 0 from ${stamp} where changes = ${added}
    )`
}

/** The part that takes an event's old change off the mark it was counted at; `before` has its `update_time`. */
export function subtractChange(before: string): string {
  return `supersede as (
      update change_mark m set superseded = m.superseded + 1
      from (
        select max(since) since from change_mark
        where application_id = $1 and since <= (select update_time from ${before})
      ) place
      where m.application_id = $1 and m.since = place.since
    )`
}

/**
 * The number of the application's events ($1) that changed at $2 or later, as a column `count`: what lies before the next
 * mark is counted, and of the marks those of the nearer end are summed.
 */
export const countChangesFrom = `with next as (
      select since, before from change_mark where application_id = $1 and since >= $2 order by since limit 1
    )
    select (
        select count(*) from lead_event
        where application_id = $1 and update_time >= $2
          and update_time < (select coalesce((select since from next), 'infinity'))
      ) + coalesce((
        select changes - next.before - case
            when next.before * 2 > changes then (
              select sum(m.superseded) from change_mark m where m.application_id = $1 and m.since >= next.since
            )
            else superseded - (
              select coalesce(sum(m.superseded), 0) from change_mark m
              where m.application_id = $1 and m.since < next.since
            )
          end::bigint
        from next join application on id = $1
      ), 0) count`
