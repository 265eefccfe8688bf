import type { Instant } from '../../contract/instant.ts'
import { changePeople } from '../operations/people/change-people.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import { eraseEventTexts, eraseLead, erasePerson, clearSampledTexts } from '../store/events/erasure.ts'
import { findEvent } from '../store/events/lead-events.ts'
import { lockLead } from '../store/leads/leads.ts'
import { findHeldLead, findHeldPerson, listHeldEvents } from '../store/people/personal-data.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import type { Output } from './output.ts'
import type { CliContext } from './cli-context.ts'

/** What data can be about. */
type Kind = 'event' | 'lead' | 'person'

/** What data is about. */
export interface Subject<Of extends Kind> {
  readonly kind: Of
  readonly id: string
}

/** Events that are read at one time. */
const portion = 1_000

/** Writes all that is held about a lead or a person as one JSON object; answers how many events that is. */
export async function writeHeld(
  { stop }: CliContext,
  connection: Connection,
  applicationId: string,
  { kind, id }: Subject<'lead' | 'person'>,
  { write }: Output,
): Promise<number> {
  const find = kind === 'lead' ? findHeldLead : findHeldPerson
  const held = await find(connection, applicationId, id)
  if (held === undefined) throw unknown(applicationId, { kind, id })
  await write(`{"${kind}":${JSON.stringify(held)},"events":[`)
  let count = 0
  for (let after: number | null = 0; after !== null;) {
    if (stop.aborted) throw new CommandError('Stopped: the export is incomplete.', 130)
    const page = await listHeldEvents(connection, applicationId, { kind, id }, { after, limit: portion })
    const lines = page.events.map((event) => `\n${JSON.stringify(event)}`).join(',')
    await write(count > 0 && lines !== '' ? `,${lines}` : lines)
    count += page.events.length
    after = page.next
  }
  await write('\n]}\n')
  return count
}

/** Erases what is written about somebody or something, in a person's name. Throws a `CommandError` where it is not there. */
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
    await changePeople({ database, forgetCallers: () => undefined }, applicationId, async (connection) => {
      if ((await findHeldPerson(connection, applicationId, id)) === undefined)
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
    if ((await findHeldLead(connection, applicationId, id)) === undefined) throw unknown(applicationId, about)
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
