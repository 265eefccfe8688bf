import type { Pool } from 'pg'
import type { Connection } from '../connection/database.ts'

/** The progress of an import of an application's events. */
export interface EventImport {
  readonly file: string
  readonly fingerprint: Buffer
  /** the hash of the options with which the file is read */
  readonly options: Buffer
  /** the last line that was read */
  readonly line: number
  readonly fullyRead: boolean
  /** well-formed lines, and those of them that were written, or accepted by a check */
  readonly staged: number
  readonly written: number
  readonly refused: number
  /** lines without an event: other rows of an export, tombstones */
  readonly skipped: number
  /** lines whose external ID was imported before */
  readonly known: number
  /** events that were placed after others of the same lead and time */
  readonly spaced: number
  /** the ID of its import in the page; `null` for the command line */
  readonly jobId: number | null
}

/**
 * Begins the transaction of a check, for `DatabaseOptions`: PostgreSQL rejects every write in it except to temporary
 * tables, which hide those of an import and are dropped at its end. A read-only transaction cannot become read-write
 * again after its first statement.
 */
export const beginCheck = `begin read write; ${['event_import', 'event_import_line', 'event_import_refusal']
  .map((table) => `create temporary table ${table} (like ${table} including all) on commit drop;`)
  .join(' ')}
  create temporary table checked_lead (id text primary key, type text not null) on commit drop;
  set transaction read only`

const find = {
  name: 'event-import',
  text: `select file, fingerprint, options, line, fully_read "fullyRead", staged, written, refused, skipped, known, spaced,
      job_id "jobId"
    from event_import where application_id = $1`,
}

/** Returns the running or interrupted import of an application. */
export async function findEventImport(
  connection: Connection,
  applicationId: string,
): Promise<EventImport | undefined> {
  const [row] = await connection.query<EventImport>(find, [applicationId])
  return row
}

const begin = {
  name: 'begin-event-import',
  text: 'insert into event_import (application_id, file, fingerprint, options, job_id) values ($1, $2, $3, $4, $5)',
}

/** Records that an import has begun. */
export async function beginEventImport(
  connection: Connection,
  applicationId: string,
  { file, fingerprint, options, jobId }: Pick<EventImport, 'file' | 'fingerprint' | 'options' | 'jobId'>,
): Promise<void> {
  await connection.query(begin, [applicationId, file, fingerprint, options, jobId])
}

// in chunks, so that no statement runs for minutes
const removeLines = {
  name: 'remove-event-import-lines',
  text: `delete from event_import_line where ctid = any(array(
      select ctid from event_import_line where application_id = $1 limit 20000
    )) returning line`,
}

const removeRefusals = {
  name: 'remove-event-import-refusals',
  text: 'delete from event_import_refusal where application_id = $1',
}

const remove = { name: 'remove-event-import', text: 'delete from event_import where application_id = $1' }

/** Deletes an import, with the lines that it has not written. */
export async function endEventImport(connection: Connection, applicationId: string): Promise<void> {
  while ((await connection.query(removeLines, [applicationId])).length > 0);
  await connection.query(removeRefusals, [applicationId])
  await connection.query(remove, [applicationId])
}

/**
 * Prevents the same work, such as another import into an application, until this process ends or the returned function
 * is called. `undefined` if another process has the lock.
 */
export async function lockImports(pool: Pool, work: string): Promise<(() => Promise<void>) | undefined> {
  const client = await pool.connect()
  const ask = async (what: 'try_advisory_lock' | 'advisory_unlock') => {
    const text = `select pg_${what}(hashtextextended($1, 0)) done`
    return (await client.query<{ done: boolean }>(text, [work])).rows[0]?.done
  }
  // closing the connection also releases the lock, in any state
  const unlock = async () => {
    await ask('advisory_unlock').catch(() => undefined)
    client.release(true)
  }
  try {
    if ((await ask('try_advisory_lock')) === true) return unlock
    client.release(true)
    return undefined
  } catch (error) {
    client.release(true)
    throw error
  }
}
