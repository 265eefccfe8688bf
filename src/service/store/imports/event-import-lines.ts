import type { Instant } from '../../../contract/instant.ts'
import type { LeadType } from '../../../contract/lead.ts'
import type { Connection } from '../connection/database.ts'
import { columns } from '../applications/new-application.ts'

/** A well-formed line of a file of events that has not been validated yet. */
export interface EventLine {
  readonly line: number
  /** the number of the part, from 0, if the line gives several events of a lead */
  readonly part: number
  readonly lead: string
  readonly leadName: string | null
  /** the ID of the event in another system */
  readonly externalId: string | null
  readonly type: LeadType
  readonly date: Instant
  readonly owner: string
  readonly note: string | null
  readonly status: string | null
  readonly statusCollectionId: string
  readonly leadAssignee: string | null
  readonly leadAssigneeRemove: boolean
}

/** One error of a line; `field` is empty if it concerns the whole line. */
export interface Refusal {
  readonly line: number
  readonly field: string
  readonly code: string
  readonly message: string
}

const refusal = (first: number) => `refusal as (
    insert into event_import_refusal (application_id, line, field, code, message)
    select $1, refused.* from unnest($${first}::bigint[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::text[]) as refused
    on conflict do nothing
  )`

const stage = {
  name: 'stage-event-lines',
  text: `with staged as (
      insert into event_import_line (application_id, line, lead, type, date, owner, note, status,
        status_collection_id, lead_assignee, lead_assignee_remove, part, lead_name, external_id)
      select $1, staged.* from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::bool[], $12::int[], $13::text[], $14::text[]) as staged
    ), ${refusal(15)}
    update event_import
    set line = $19, staged = staged + cardinality($2::bigint[]), refused = refused + $20, skipped = skipped + $21
    where application_id = $1`,
}

/** The lines that were read from a file at once. */
export interface ReadLines {
  readonly events: readonly EventLine[]
  readonly refusals: readonly Refusal[]
  readonly refused: number
  readonly skipped: number
  /** the last line that was read */
  readonly line: number
}

/** Stages lines, and records that they were read, in one statement. */
export async function insertStagedLines(
  connection: Connection,
  applicationId: string,
  { events, refusals, line, refused, skipped }: ReadLines,
): Promise<void> {
  const names = ['line', 'lead', 'type', 'date', 'owner', 'note', 'status'] as const
  await connection.query(stage, [
    applicationId,
    ...columns(
      events,
      ...names,
      'statusCollectionId',
      'leadAssignee',
      'leadAssigneeRemove',
      'part',
      'leadName',
      'externalId',
    ),
    ...columns(refusals, 'line', 'field', 'code', 'message'),
    line,
    refused,
    skipped,
  ])
}

const sameLine = '(l.lead, l.date, l.line, l.part) = (one.lead, one.date, one.line, one.part)'

const removeKnown = {
  name: 'remove-known-event-lines',
  text: `with numbered as (
      select lead, date, line, part,
        row_number() over (partition by external_id order by line, part) > 1 or exists (
          select from event_external_id known
          where known.application_id = $1 and known.external_id = l.external_id collate "C"
        ) known
      from event_import_line l where application_id = $1 and external_id is not null
    ), gone as (
      delete from event_import_line l using numbered one where l.application_id = $1 and one.known and ${sameLine} returning 1
    )
    update event_import set staged = staged - gone.count, known = known + gone.count
    from (select count(*) from gone) gone where application_id = $1`,
}

// lines that are equal in everything stay at one time, so that the date rule rejects all but the first. The planner may expect
// one line, because the table was empty when it was analysed last: materialized, or 300 lines would take a minute
const space = {
  name: 'space-event-lines',
  text: `with crowded as materialized (
      select distinct lead from event_import_line where application_id = $1 group by lead, date having count(*) > 1
    ), candidate as (
      select lead, date, line, part, row_number() over (partition by lead, date, type, owner, note, status, lead_assignee,
        lead_assignee_remove, external_id order by line, part) copy
      from event_import_line where application_id = $1 and lead in (select lead from crowded)
    ), numbered as (
      select lead, date, line, part, row_number() over (partition by lead order by date, line, part) * interval '1 millisecond' shift
      from candidate where copy = 1
    ), spaced as materialized (
      select lead, date, line, part, max(date - shift) over (partition by lead order by date, line, part) + shift place
      from numbered
    ), moved as (
      update event_import_line l set date = one.place from spaced one
      where l.application_id = $1 and ${sameLine} and one.place > one.date
      returning 1
    )
    update event_import set spaced = spaced + moved.count from (select count(*) from moved) moved where application_id = $1`,
}

const endReading = {
  name: 'end-reading-event-lines',
  text: 'update event_import set fully_read = true where application_id = $1',
}

/**
 * Ends the reading of a file: removes lines with a known external ID, and places lines of a lead with the same time one
 * millisecond apart, in the order of the file, unless that is declined. Can be repeated after an interruption.
 */
export async function completeReading(
  connection: Connection,
  applicationId: string,
  { spaceSameTimes }: { readonly spaceSameTimes: boolean },
): Promise<void> {
  await connection.query(removeKnown, [applicationId])
  if (spaceSameTimes) await connection.query(space, [applicationId])
  await connection.query(endReading, [applicationId])
}

const summary = {
  name: 'event-lines-summary',
  text: `select count(distinct lead) leads from event_import_line where application_id = $1`,
}

const first = {
  name: 'first-event-lines',
  text: `select line, lead, lead_name "leadName", type, date, owner, note, status, lead_assignee "leadAssignee"
    from event_import_line where application_id = $1 order by line, part limit 3`,
}

/** A staged event as it will be written. */
export type StagedEvent = Pick<
  EventLine,
  'line' | 'lead' | 'leadName' | 'type' | 'date' | 'owner' | 'note' | 'status' | 'leadAssignee'
>

/** Returns the number of leads of the staged lines, and the first three events. */
export async function summariseLines(
  connection: Connection,
  applicationId: string,
): Promise<{ leads: number; first: StagedEvent[] }> {
  const [row] = await connection.query<{ leads: number }>(summary, [applicationId])
  return {
    leads: row?.leads ?? 0,
    first: await connection.query<StagedEvent>(first, [applicationId]),
  }
}

const next = {
  name: 'next-event-lines',
  text: `select line, lead, type, date, owner, note, status, status_collection_id "statusCollectionId",
      lead_assignee "leadAssignee", lead_assignee_remove "leadAssigneeRemove", part, lead_name "leadName",
      external_id "externalId"
    from event_import_line
    where application_id = $1 and (lead, date, line, part) > ($2, $3::timestamptz, $4, $5)
    order by lead, date, line, part limit $6`,
}

/** The position of a line in the order of lead and date. */
export type ImportCursor = Pick<EventLine, 'lead' | 'date' | 'line' | 'part'>

/** The position before all lines: a lead's ID is never empty. */
export const initialCursor: ImportCursor = { lead: '', date: '0001-01-01T00:00:00.000Z', line: 0, part: 0 }

/** Returns the next lines, by lead, date, and position in the file. */
export async function nextLines(
  connection: Connection,
  applicationId: string,
  { after, limit }: { readonly after: ImportCursor; readonly limit: number },
): Promise<EventLine[]> {
  return connection.query<EventLine>(next, [
    applicationId,
    after.lead,
    after.date,
    after.line,
    after.part,
    limit,
  ])
}

const settle = {
  name: 'settle-event-lines',
  text: `with settled as (
      delete from event_import_line l using unnest($2::text[], $3::timestamptz[], $4::bigint[], $5::int[]) as done(lead, date, line, part)
      where l.application_id = $1 and l.lead = done.lead collate "C" and l.date = done.date and l.line = done.line
        and l.part = done.part
      returning l.line
    ), ${refusal(6)}, progress as (
      update event_import set written = written + $10, refused = refused + $11 where application_id = $1
    )
    select count(*) count from settled`,
}

/** Removes processed lines: `written` of them accepted, the others rejected. */
export async function completeLines(
  connection: Connection,
  applicationId: string,
  lines: readonly EventLine[],
  { written, refusals }: { readonly written: number; readonly refusals: readonly Refusal[] },
): Promise<void> {
  const [row] = await connection.query<{ count: number }>(settle, [
    applicationId,
    ...columns(lines, 'lead', 'date', 'line', 'part'),
    ...columns(refusals, 'line', 'field', 'code', 'message'),
    written,
    new Set(refusals.map(({ line }) => line)).size,
  ])
  // otherwise the transaction would write these lines twice
  if (row?.count !== lines.length) throw new Error('another process has written some of these lines')
}

const refusals = {
  name: 'event-import-refusals',
  text: `select line, field, code, message from event_import_refusal
    where application_id = $1 and (line, field) > ($2, $3) order by line, field limit 1000`,
}

/** Lists all rejected lines of an import in the order of the file, in pages. */
export async function* listRefusals(
  connection: Connection,
  applicationId: string,
): AsyncGenerator<Refusal[]> {
  let last: Pick<Refusal, 'line' | 'field'> = { line: 0, field: '' }
  for (;;) {
    const page = await connection.query<Refusal>(refusals, [applicationId, last.line, last.field])
    yield page
    const end = page.at(-1)
    if (end === undefined) return
    last = end
  }
}
