import { toInstant } from '../../src/contract/instant.ts'
import { validateEvents } from '../../src/service/admin/import/validate-events.ts'
import type { Database } from '../../src/service/store/connection/database.ts'
import type { EventLine } from '../../src/service/store/imports/event-import-lines.ts'
import { insertImportedEvents, lockOrCreateLeads } from '../../src/service/store/imports/imported-events.ts'
import { application, createBenchApplication } from './application.ts'
import { inventEvents } from './generate-events.ts'

/** Events that are written in one transaction. */
const portion = 2_000

/** Leads that the creation of events is measured on: so many that no two writes at once want the same one. */
export const writtenLeads: readonly string[] = Array.from(
  { length: 1_000 },
  (_, index) => `bench-written-${index}`,
)

interface LoadOptions {
  readonly stop: AbortSignal
  /** told how many events are written */
  readonly onProgress: (events: number) => void
}

/**
 * Writes the application and its events as the import of a file does, but straight from where they are invented: the
 * rules of single writes decide, leads and marks are kept in step, and nothing here knows a table. The clock of a portion
 * is its last event's date, as if each had been written when it happened.
 */
export async function loadEvents(
  database: Database,
  size: number,
  { stop, onProgress }: LoadOptions,
): Promise<void> {
  await database.transaction(createBenchApplication)
  await database.transaction(async (connection) =>
    lockOrCreateLeads(
      connection,
      application.id,
      writtenLeads.map((id) => ({ id, type: 'company' as const })),
    ),
  )
  let written = 0
  for (const lines of portions(inventEvents(size, toInstant(Date.now())))) {
    stop.throwIfAborted()
    await writePortion(database, lines)
    written += lines.length
    onProgress(written)
  }
}

async function writePortion(database: Database, lines: readonly EventLine[]): Promise<void> {
  const wanted = new Map(lines.map(({ lead: id, type }) => [id, { id, type }]))
  const clock = lines.at(-1)?.date ?? ''
  await database.transaction(async (connection) => {
    const leads = await lockOrCreateLeads(connection, application.id, [...wanted.values()])
    const decision = validateEvents(lines, new Map(leads.map((lead) => [lead.id, lead])))
    if (decision.refusals.length > 0)
      throw new Error(`a refused event: ${JSON.stringify(decision.refusals[0])}`)
    await insertImportedEvents(connection, application.id, clock, decision)
  })
}

function* portions(lines: Iterable<EventLine>): Generator<EventLine[]> {
  let batch: EventLine[] = []
  for (const line of lines) {
    batch.push(line)
    if (batch.length < portion) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
