/*
 * Checkpoints give `sync` the number of changes from a time on without counting them; the migration
 * 0008-change-marks.sql explains how. Every write that changes events adds them, with the lock on the application's
 * row.
 */

/** The number of changes between two checkpoints. */
const changesPerCheckpoint = 2_048

/**
 * Returns the part of a writing statement that adds a checkpoint if one is due, and with the first change one before
 * everything. `stamp` has `last_update_time` and `changes` after the write, and, for a write of several events,
 * `first`, its first update time, and `added`, their number.
 */
export function addCheckpoint(stamp: string, { first = 'last_update_time', added = '1' } = {}): string {
  return `mark as (
      insert into change_mark (application_id, since, before)
      select $1, ${first}, changes - ${added} from ${stamp}
      where changes / ${changesPerCheckpoint} > (changes - ${added}) / ${changesPerCheckpoint}
      union all
      select $1, '-infinity', 0 from ${stamp} where changes = ${added}
    )`
}

/**
 * Returns the CTE that subtracts the event's previous change from the checkpoint that counted it; the CTE `before`
 * provides its `update_time`.
 */
export function subtractChange(before: string): string {
  return `supersede as (
      update change_mark m set superseded = m.superseded + 1
      from (
        select max(since) since from change_mark
        where application_id = $1 and since <= (select update_time from ${before})
      ) counted
      where m.application_id = $1 and m.since = counted.since
    )`
}

/**
 * The number of the application's events ($1) that changed at $2 or later, as a column `count`: the changes before
 * the next checkpoint are counted, and the checkpoints of the nearer end are summed.
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
