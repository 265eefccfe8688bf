import type { Instant } from '../../contract/instant.ts'
import { changePeople } from '../operations/people/change-people.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import { eraseEventTexts, eraseLead, erasePerson, clearSampledTexts } from '../store/events/erasure.ts'
import { findEvent } from '../store/events/event-reads.ts'
import { lockLead } from '../store/leads/leads.ts'
import { findLeadData, findPersonData, listEventData } from '../store/people/personal-data.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import type { Output } from './output.ts'
import type { CliContext } from './cli-context.ts'

/** The kinds of subjects of personal data. */
type Kind = 'event' | 'lead' | 'person'

/** The subject of personal data. */
export interface Subject<Of extends Kind> {
  readonly kind: Of
  readonly id: string
}

/** The number of events read at once. */
const chunkSize = 1_000

/** Writes all data stored about a lead or a person as one JSON object; returns the number of its events. */
export async function writePersonalData(
  { stop }: CliContext,
  connection: Connection,
  applicationId: string,
  { kind, id }: Subject<'lead' | 'person'>,
  { write }: Output,
): Promise<number> {
  const find = kind === 'lead' ? findLeadData : findPersonData
  const stored = await find(connection, applicationId, id)
  if (stored === undefined) throw unknown(applicationId, { kind, id })
  await write(`{"${kind}":${JSON.stringify(stored)},"events":[`)
  let count = 0
  for (let after: number | null = 0; after !== null;) {
    if (stop.aborted) throw new CommandError('Stopped: the export is incomplete.', 130)
    const page = await listEventData(connection, applicationId, { kind, id }, { after, limit: chunkSize })
    const lines = page.events.map((event) => `\n${JSON.stringify(event)}`).join(',')
    await write(count > 0 && lines !== '' ? `,${lines}` : lines)
    count += page.events.length
    after = page.next
  }
  await write('\n]}\n')
  return count
}

/**
 * Erases the personal data of a subject, on behalf of a user. Throws a `CommandError` if the subject does not exist.
 */
export async function eraseData(
  { clock }: CliContext,
  database: Database,
  applicationId: string,
  about: Subject<Kind>,
  by: string,
): Promise<void> {
  const { kind, id } = about
  const record = async (connection: Connection) =>
    auditCommand({ clock }, connection, {
      applicationId,
      action: 'personal-data.erase',
      target: { kind: kind === 'person' ? 'user' : kind, id },
      by,
    })
  if (kind === 'person') {
    await changePeople({ database, clearCallerCache: () => undefined }, applicationId, async (connection) => {
      if ((await findPersonData(connection, applicationId, id)) === undefined)
        throw unknown(applicationId, about)
      await erasePerson(connection, applicationId, clock(), { user: id, by })
      await record(connection)
    })
  } else {
    await database.transaction(async (connection) => {
      await eraseTexts(connection, applicationId, about, { now: clock(), by })
      await record(connection)
    })
  }
  await clearSampledTexts(database)
}

async function eraseTexts(
  connection: Connection,
  applicationId: string,
  about: Subject<Kind>,
  { now, by }: { readonly now: Instant; readonly by: string },
): Promise<void> {
  const { kind, id } = about
  if (kind === 'lead') {
    if ((await findLeadData(connection, applicationId, id)) === undefined) throw unknown(applicationId, about)
    await eraseLead(connection, applicationId, now, { lead: id, by })
  } else {
    const event = /^[1-9]\d{0,14}$/.test(id)
      ? await findEvent(connection, applicationId, Number(id))
      : undefined
    if (event === undefined) throw unknown(applicationId, about)
    await lockLead(connection, applicationId, event.item.lead)
    await eraseEventTexts(connection, applicationId, now, { events: [event.item.id], by })
  }
}

function unknown(applicationId: string, { kind, id }: Subject<Kind>): CommandError {
  return new CommandError(`Application ${applicationId} has no ${kind} ${id}.`)
}
