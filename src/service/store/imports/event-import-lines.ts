import type { Instant } from '../../../contract/instant.ts'
import type { LeadType } from '../../../contract/lead.ts'
import type { Connection } from '../connection/database.ts'
import { columns } from '../applications/new-application.ts'

/** A well-formed line of a file of events that has not been validated yet. */
export interface EventLine {
  readonly line: number
  readonly lead: string
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
  )`

const stage = {
  name: 'stage-event-lines',
  text: `with staged as (
      insert into event_import_line (application_id, line, lead, type, date, owner, note, status,
        status_collection_id, lead_assignee, lead_assignee_remove)
      select $1, staged.* from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::bool[]) as staged
    ), ${refusal(12)}
    update event_import
    set line = $16, fully_read = $17, staged = staged + cardinality($2::bigint[]), refused = refused + $18, skipped = skipped + $19
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
  readonly fullyRead: boolean
}

/** Stages lines, and records that they were read, in one statement. */
export async function insertStagedLines(
  connection: Connection,
  applicationId: string,
  { events, refusals, line, fullyRead, refused, skipped }: ReadLines,
): Promise<void> {
  const names = ['line', 'lead', 'type', 'date', 'owner', 'note', 'status'] as const
  await connection.query(stage, [
    applicationId,
    ...columns(events, ...names, 'statusCollectionId', 'leadAssignee', 'leadAssigneeRemove'),
    ...columns(refusals, 'line', 'field', 'code', 'message'),
    line,
    fullyRead,
    refused,
    skipped,
  ])
}

const next = {
  name: 'next-event-lines',
  text: `select line, lead, type, date, owner, note, status, status_collection_id "statusCollectionId",
      lead_assignee "leadAssignee", lead_assignee_remove "leadAssigneeRemove"
    from event_import_line
    where application_id = $1 and (lead, date, line) > ($2, $3::timestamptz, $4)
    order by lead, date, line limit $5`,
}

/** The position of a line in the order of lead and date. */
export type ImportCursor = Pick<EventLine, 'lead' | 'date' | 'line'>

/** The position before all lines: a lead's ID is never empty. */
export const initialCursor: ImportCursor = { lead: '', date: '0001-01-01T00:00:00.000Z', line: 0 }

/** Returns the next lines, by lead, date, and position in the file. */
export async function nextLines(
  connection: Connection,
  applicationId: string,
  { after, limit }: { readonly after: ImportCursor; readonly limit: number },
): Promise<EventLine[]> {
  return connection.query<EventLine>(next, [applicationId, after.lead, after.date, after.line, limit])
}

const settle = {
  name: 'settle-event-lines',
  text: `with settled as (
      delete from event_import_line l using unnest($2::text[], $3::timestamptz[], $4::bigint[]) as done(lead, date, line)
      where l.application_id = $1 and l.lead = done.lead collate "C" and l.date = done.date and l.line = done.line
      returning l.line
    ), ${refusal(5)}, progress as (
      update event_import set written = written + $9, refused = refused + $10 where application_id = $1
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
    ...columns(lines, 'lead', 'date', 'line'),
    ...columns(refusals, 'line', 'field', 'code', 'message'),
    written,
    lines.length - written,
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
