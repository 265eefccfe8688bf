import type { Instant } from '../../../contract/instant.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import {
  nextLines,
  completeLines,
  initialCursor,
  type EventLine,
  type ImportCursor,
} from '../../store/imports/event-import-lines.ts'
import {
  findLeads,
  insertImportedEvents,
  lockOrCreateLeads,
  type ImportLead,
} from '../../store/imports/imported-events.ts'
import { validateEvents, newLead, type Decision } from './validate-events.ts'

/**
 * The number of lines validated and written in one transaction: the writes of a running service wait for it, some 50
 * ms.
 */
const chunkSize = 1_000

/** The options for processing the lines. */
export interface WriteOptions {
  readonly clock: () => Instant
  readonly stop: AbortSignal
  /** whether lines that are older than their lead's latest event become notes after it */
  readonly appendOlder: boolean
  /** receives the number of lines processed so far */
  readonly onProgress: (lines: number) => void
}

/**
 * Writes the staged lines by the rules of single writes: locks their leads first, the application last. Returns
 * `false` if it was stopped before all are written.
 */
export async function writeEvents(
  database: Database,
  applicationId: string,
  { clock, stop, appendOlder, onProgress }: WriteOptions,
): Promise<boolean> {
  return eachChunk(stop, onProgress, async (after) =>
    database.transaction(async (connection) => {
      const lines = await nextLines(connection, applicationId, { after, limit: chunkSize })
      if (lines.length === 0) return lines
      // the type of a new lead is that of its first event
      const names = namesOf(lines)
      const newLeads = firstOfEach(lines).map(({ lead: id, type }) => ({
        id,
        type,
        name: names.get(id) ?? null,
      }))
      const leads = byId(await lockOrCreateLeads(connection, applicationId, newLeads))
      const decision = validateEvents(lines, leads, { appendOlder })
      await settle(connection, applicationId, lines, decision)
      if (decision.events.length > 0) await insertImportedEvents(connection, applicationId, clock(), decision)
      return lines
    }),
  )
}

/** Validates the lines like `writeEvents`, in a transaction that began with `beginCheck`. */
export async function checkEvents(
  connection: Connection,
  applicationId: string,
  { stop, appendOlder, onProgress }: Omit<WriteOptions, 'clock'>,
): Promise<boolean> {
  // the lines of a lead may continue in the next chunk, which needs the lead's state after this one
  let last: ImportLead | undefined
  return eachChunk(stop, onProgress, async (after) => {
    const lines = await nextLines(connection, applicationId, { after, limit: chunkSize })
    const first = firstOfEach(lines)
    const leads = byId(first.map(newLead))
    for (const lead of await findLeads(connection, applicationId, [...leads.keys()])) leads.set(lead.id, lead)
    if (last !== undefined && leads.has(last.id)) leads.set(last.id, last)
    const decision = validateEvents(lines, leads, { appendOlder })
    await settle(connection, applicationId, lines, decision)
    const end = leads.get(lines.at(-1)?.lead ?? '')
    if (end !== undefined) last = { ...end, ...decision.leads.find(({ id }) => id === end.id) }
    return lines
  })
}

async function eachChunk(
  stop: AbortSignal,
  onProgress: (lines: number) => void,
  work: (after: ImportCursor) => Promise<readonly EventLine[]>,
): Promise<boolean> {
  let after = initialCursor
  for (let done = 0; !stop.aborted; onProgress(done)) {
    const lines = await work(after)
    const end = lines.at(-1)
    if (end === undefined) return true
    after = end
    done += lines.length
  }
  return false
}

async function settle(
  connection: Connection,
  applicationId: string,
  lines: readonly EventLine[],
  { events, refusals }: Decision,
): Promise<void> {
  await completeLines(connection, applicationId, lines, { written: events.length, refusals })
}

function firstOfEach(lines: readonly EventLine[]): EventLine[] {
  return lines.filter(({ lead }, index) => lines[index - 1]?.lead !== lead)
}

/** Returns the first name that the lines have for each lead. */
function namesOf(lines: readonly EventLine[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { lead, leadName } of lines) {
    if (leadName !== null && !names.has(lead)) names.set(lead, leadName)
  }
  return names
}

function byId(leads: readonly ImportLead[]): Map<string, ImportLead> {
  return new Map(leads.map((lead) => [lead.id, lead]))
}
