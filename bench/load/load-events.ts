import { validateEvents } from '../../src/service/imports/events/validate-events.ts'
import type { Database } from '../../src/service/store/connection/database.ts'
import type { EventLine } from '../../src/service/store/imports/event-import-lines.ts'
import { insertImportedEvents, lockOrCreateLeads } from '../../src/service/store/imports/imported-events.ts'
import { application, createBenchApplication } from './application.ts'

/** The number of events written in one transaction. */
const chunkSize = 2_000

/** The leads for measuring the creation of events: so many that no two simultaneous writes use the same one. */
export const writtenLeads: readonly string[] = Array.from(
  { length: 1_000 },
  (_, index) => `bench-written-${index}`,
)

interface LoadOptions {
  /** the events to write, with the names of their leads */
  readonly events: Iterable<EventLine>
  readonly stop: AbortSignal
  /** receives the number of events written */
  readonly onProgress: (events: number) => void
}

/**
 * Writes the application and its events like the import of a file, but directly from the generator. The rules of
 * single writes apply, leads and change checkpoints stay consistent, and this code knows no table. The clock of a
 * chunk is its last event's date, as if each event had been written when it happened.
 */
export async function loadEvents(
  database: Database,
  { events, stop, onProgress }: LoadOptions,
): Promise<void> {
  await database.transaction(createBenchApplication)
  await database.transaction(async (connection) =>
    lockOrCreateLeads(
      connection,
      application.id,
      writtenLeads.map((id) => ({ id, type: 'company' as const, name: null })),
    ),
  )
  let written = 0
  for (const lines of chunks(events)) {
    stop.throwIfAborted()
    await writeChunk(database, lines)
    written += lines.length
    onProgress(written)
  }
}

async function writeChunk(database: Database, lines: readonly EventLine[]): Promise<void> {
  const leadsById = new Map(lines.map(({ lead: id, type, leadName }) => [id, { id, type, name: leadName }]))
  const clock = lines.at(-1)?.date ?? ''
  await database.transaction(async (connection) => {
    const leads = await lockOrCreateLeads(connection, application.id, [...leadsById.values()])
    const decision = validateEvents(lines, new Map(leads.map((lead) => [lead.id, lead])))
    if (decision.refusals.length > 0)
      throw new Error(`a rejected event: ${JSON.stringify(decision.refusals[0])}`)
    await insertImportedEvents(connection, application.id, clock, decision)
  })
}

function* chunks(lines: Iterable<EventLine>): Generator<EventLine[]> {
  let batch: EventLine[] = []
  for (const line of lines) {
    batch.push(line)
    if (batch.length < chunkSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
