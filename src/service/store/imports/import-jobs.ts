import type { Import, ImportState } from '../../../contract/import-job.ts'
import type { Connection } from '../connection/database.ts'

/** The import of an application in the page; a discarded one is deleted by the process that works on it. */
export interface ImportJob extends Omit<Import, 'state'> {
  readonly state: ImportState | 'discarded'
}

/** Seconds without a sign of life after which an import counts as interrupted: several of its regular signs. */
const interruptedAfterSeconds = 15

const columns = `id, file, size, received, state, created_by "createdBy", created, mapping, source, report, result, error,
  progress, state in ('reading', 'checking', 'running')
    and coalesce(active, created) < now() - interval '${interruptedAfterSeconds} seconds' interrupted`

const find = {
  name: 'find-import-job',
  text: `select ${columns} from import_job where application_id = $1`,
}

/** Returns the import of an application. */
export async function findImportJob(
  connection: Connection,
  applicationId: string,
): Promise<ImportJob | undefined> {
  const [job] = await connection.query<ImportJob>(find, [applicationId])
  return job
}

const insert = {
  name: 'insert-import-job',
  text: `insert into import_job (application_id, file, size, state, created_by)
    values ($1, $2, $3, 'uploading', $4) on conflict (application_id) do nothing returning ${columns}`,
}

/** Creates an import; returns `undefined` if the application has one. */
export async function insertImportJob(
  connection: Connection,
  applicationId: string,
  { file, size, createdBy }: Pick<Import, 'file' | 'size' | 'createdBy'>,
): Promise<ImportJob | undefined> {
  const [job] = await connection.query<ImportJob>(insert, [applicationId, file, size, createdBy])
  return job
}

const addPart = {
  name: 'insert-import-job-part',
  text: `with job as (
      update import_job set received = received + length($4::bytea),
        state = case when received + length($4::bytea) = size then 'reading' else state end, active = now()
      where application_id = $1 and id = $2 and state = 'uploading' and received = $3 and received + length($4::bytea) <= size
      returning application_id
    )
    insert into import_job_part (application_id, kind, position, content)
    select application_id, 'file', $3, $4 from job`,
}

/** Stores the part of a file at an offset. A part that is not the next one is ignored, such as a repeated one. */
export async function insertImportPart(
  connection: Connection,
  applicationId: string,
  { id, offset, content }: { readonly id: number; readonly offset: number; readonly content: Buffer },
): Promise<void> {
  await connection.query(addPart, [applicationId, id, offset, content])
}

const change = {
  name: 'change-import-job',
  text: `update import_job set state = $4, mapping = coalesce($5::jsonb, mapping), error = null, progress = null,
      active = now(), report = case when $4 = 'checking' then null else report end
    where application_id = $1 and id = $2 and state = any($3) returning ${columns}`,
}

/** Changes the state of an import if it has one of the states `from`; otherwise returns `undefined`. */
export async function changeImportJob(
  connection: Connection,
  applicationId: string,
  id: number,
  {
    from,
    to,
    mapping,
  }: {
    readonly from: readonly ImportState[]
    readonly to: ImportState
    readonly mapping?: Readonly<Record<string, unknown>> | undefined
  },
): Promise<ImportJob | undefined> {
  const [job] = await connection.query<ImportJob>(change, [applicationId, id, from, to, json(mapping)])
  return job
}

// what it has staged is deleted by the owner of those tables
const discard = {
  name: 'discard-import-job',
  text: `with discarded as (
      update import_job set state = 'discarded' where application_id = $1 and id = $2 and state in ('running', 'stopped', 'failed')
    )
    delete from import_job where application_id = $1 and id = $2 and state not in ('running', 'stopped', 'failed')`,
}

/** Discards an import; events that it has written stay. */
export async function discardImportJob(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<void> {
  await connection.query(discard, [applicationId, id])
}

const remove = {
  name: 'remove-import-job',
  text: 'delete from import_job where application_id = $1 and id = $2',
}

/** Deletes an import with its file and report. */
export async function removeImportJob(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<void> {
  await connection.query(remove, [applicationId, id])
}

const update = {
  name: 'update-import-job',
  text: `update import_job set active = now(), progress = $4::jsonb, state = coalesce($5, state),
      source = coalesce($6::jsonb, source), report = coalesce($7::jsonb, report), result = coalesce($8::jsonb, result),
      error = coalesce($9, error)
    where application_id = $1 and id = $2 and state = $3 returning id`,
}

/** What the process that works on an import records. */
export interface ImportJobUpdate {
  readonly progress?: Import['progress']
  readonly state?: ImportState
  readonly source?: unknown
  readonly report?: unknown
  readonly result?: Import['result']
  readonly error?: string
}

/** Returns a value for a column of JSON; `null` leaves it unchanged. */
function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

/** Records the work on an import. Returns `false` if its state is no longer `state`: a manager has stopped or discarded it. */
export async function updateImportJob(
  connection: Connection,
  applicationId: string,
  { id, state }: Pick<ImportJob, 'id' | 'state'>,
  values: ImportJobUpdate,
): Promise<boolean> {
  const rows = await connection.query(update, [
    applicationId,
    id,
    state,
    json(values.progress),
    values.state ?? null,
    json(values.source),
    json(values.report),
    json(values.result),
    values.error ?? null,
  ])
  return rows.length > 0
}

/** The two files of an import: the uploaded one, and the report of its rejected lines. */
export type ImportFile = 'file' | 'rejected'

const nextPart = {
  name: 'next-import-job-part',
  text: `select position, content from import_job_part where application_id = $1 and kind = $2 and position >= $3
    order by position limit 1`,
}

/** Returns the parts of a file, one at a time. */
export async function* readImportFile(
  connection: Connection,
  applicationId: string,
  kind: ImportFile,
): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const [part] = await connection.query<{ position: number; content: Buffer }>(nextPart, [
      applicationId,
      kind,
      position,
    ])
    if (part === undefined) return
    yield part.content
    position = part.position + Math.max(1, part.content.length)
  }
}

const removeFile = {
  name: 'remove-import-job-parts',
  text: 'delete from import_job_part where application_id = $1 and kind = $2',
}

/** Deletes a file of an import. */
export async function removeImportFile(
  connection: Connection,
  applicationId: string,
  kind: ImportFile,
): Promise<void> {
  await connection.query(removeFile, [applicationId, kind])
}

const insertReport = {
  name: 'insert-import-job-report',
  text: `insert into import_job_part (application_id, kind, position, content) values ($1, 'rejected', $2, $3)`,
}

/** Adds a part to the report of rejected lines. */
export async function insertReportPart(
  connection: Connection,
  applicationId: string,
  { position, content }: { readonly position: number; readonly content: Buffer },
): Promise<void> {
  await connection.query(insertReport, [applicationId, position, content])
}

const working = { name: 'applications-with-imports', text: 'select id from applications_with_imports()' }

/** Lists the applications with an import that a service must work on, or that has expired. */
export async function listApplicationsWithImports(connection: Connection): Promise<string[]> {
  return (await connection.query<{ id: string }>(working, [])).map(({ id }) => id)
}

const expire = {
  name: 'expire-import-job',
  text: `update import_job set state = 'discarded' where application_id = $1 and created < now() - interval '7 days'
    and state in ('uploading', 'mapping', 'checked', 'failed', 'done')`,
}

/** Discards an import that nobody has continued, or whose report nobody has downloaded, for seven days. */
export async function expireImportJob(connection: Connection, applicationId: string): Promise<void> {
  await connection.query(expire, [applicationId])
}
