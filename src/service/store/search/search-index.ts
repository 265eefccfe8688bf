import { setTimeout } from 'node:timers/promises'
import type { PoolConfig } from 'pg'
import { openDatabase, type Connection } from '../connection/database.ts'

/** The index in which notes are searched. */
export const searchIndexName = 'lead_event_by_word'

/** Milliseconds between two looks at a creation by another session. */
const askEveryMs = 500

/** Its definition, that of migration 0024. */
const definition = `create index concurrently if not exists lead_event_by_word on lead_event using gin (
    search_keys(search_bucket(application_id, search_week(date)), note_folded, note_stems, owner, status, lead_assignee)
  ) with (gin_pending_list_limit = 64) where note is not null`

const state = {
  text: `select index.indisvalid valid, coalesce(attribute.attstattarget, -1) = 1 sampled,
      exists(select from pg_stat_progress_create_index where relid = 'lead_event'::regclass) building
    from (select to_regclass('lead_event_by_word') oid) found
    left join pg_index index on index.indexrelid = found.oid
    left join pg_attribute attribute on attribute.attrelid = found.oid and attribute.attnum = 1`,
}

interface IndexState {
  /** `null` if the index does not exist, `false` if its creation was interrupted */
  readonly valid: boolean | null
  /** whether its statistics target is that of the migration */
  readonly sampled: boolean
  /** whether a session is creating it */
  readonly building: boolean
}

/** Whether the search index is complete. */
export async function isSearchIndexed(database: Connection): Promise<boolean> {
  const [index] = await database.query<IndexState>(state, [])
  return index?.valid === true && index.sampled
}

/** The creation of the search index. */
export interface SearchIndexBuild {
  /** whether it is being created */
  isBuilding(): boolean
  /** resolves when it is complete, or its creation has failed or was interrupted */
  readonly ended: Promise<void>
  /** interrupts the creation; the next start begins it again */
  close(): Promise<void>
}

/**
 * Creates the search index, or waits until another session has done so: the demo is loaded without it, so that the
 * service is ready in half of the time. Meanwhile, notes can be read and written, and searches wait. PostgreSQL 18 uses
 * two processors for it.
 * @param connection that of the owner of the tables
 * @param report receives an error of the creation
 */
export function buildSearchIndex(connection: PoolConfig, report: (error: unknown) => void): SearchIndexBuild {
  const database = openDatabase({ connection, connections: 1 })
  const run = async (text: string) => database.query({ text }, [])
  let building = true
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => (closing ??= database.close())

  async function build(): Promise<void> {
    const [index] = await database.query<IndexState>(state, [])
    if (index?.building === true) {
      await setTimeout(askEveryMs)
      return build()
    }
    if (index?.valid !== true) {
      if (index?.valid === false) await run('drop index if exists lead_event_by_word')
      // the table of the demo is slightly below the size from which PostgreSQL uses a second process by default
      await run('set min_parallel_table_scan_size = 0')
      await run(definition)
    }
    await run('alter index lead_event_by_word alter column 1 set statistics 1')
  }

  const ended = build()
    .catch((error: unknown) => {
      if (closing === undefined) report(error)
    })
    .finally(async () => {
      building = false
      await close()
    })
  return { isBuilding: () => building, ended, close }
}
