import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import {
  nextLines,
  completeLines,
  initialCursor,
  type EventLine,
  type ImportCursor,
} from '../../store/imports/event-import-lines.ts'
import { findLeads, insertImportedEvents, lockOrCreateLeads } from '../../store/imports/imported-events.ts'
import { validateEvents, newLead, type Decision } from './validate-events.ts'

/** Lines that are decided and written in one transaction: so long, some 50 ms, the writes of a running service wait. */
const portion = 1_000

/** How to go through the lines. */
export interface WriteOptions {
  readonly clock: () => Instant
  readonly stop: AbortSignal
  /** told how many lines were decided, of those that were there */
  readonly onProgress: (lines: number) => void
}

/**
 * Writes the lines that were put by, under the rules of single writes: their leads locked first, the application last.
 * Answers `false` where it was stopped before all are written.
 */
export async function writeEvents(
  database: Database,
  applicationId: string,
  { clock, stop, onProgress }: WriteOptions,
): Promise<boolean> {
  return eachPortion(stop, onProgress, async (after) =>
    database.transaction(async (connection) => {
      const lines = await nextLines(connection, applicationId, { after, limit: portion })
      if (lines.length === 0) return lines
      // a new lead's type is that of its first event
      const wanted = firstOfEach(lines).map(({ lead: id, type }) => ({ id, type }))
      const decision = validateEvents(lines, byId(await lockOrCreateLeads(connection, applicationId, wanted)))
      await settle(connection, applicationId, lines, decision)
      if (decision.events.length > 0) await insertImportedEvents(connection, applicationId, clock(), decision)
      return lines
    }),
  )
}

/** Decides about the lines as `writeEvents` would just now, in a transaction that began with `beginCheck`. */
export async function checkEvents(
  connection: Connection,
  applicationId: string,
  { stop, onProgress }: Omit<WriteOptions, 'clock'>,
): Promise<boolean> {
  // the lines of a lead may go on in the next portion, which then has to know what was decided
  let last: Lead | undefined
  return eachPortion(stop, onProgress, async (after) => {
    const lines = await nextLines(connection, applicationId, { after, limit: portion })
    const first = firstOfEach(lines)
    const leads = byId(first.map(newLead))
    for (const lead of await findLeads(connection, applicationId, [...leads.keys()])) leads.set(lead.id, lead)
    if (last !== undefined && leads.has(last.id)) leads.set(last.id, last)
    const decision = validateEvents(lines, leads)
    await settle(connection, applicationId, lines, decision)
    const end = leads.get(lines.at(-1)?.lead ?? '')
    if (end !== undefined) last = { ...end, ...decision.leads.find(({ id }) => id === end.id) }
    return lines
  })
}

async function eachPortion(
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

function byId(leads: readonly Lead[]): Map<string, Lead> {
  return new Map(leads.map((lead) => [lead.id, lead]))
}
