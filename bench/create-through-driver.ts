import { toInstant } from '../src/contract/instant.ts'
import { defaultEventDate } from '../src/contract/rules/event-date.ts'
import type { Transactions } from '../src/service/store/connection/database.ts'
import { insertEvent } from '../src/service/store/events/event-writes.ts'
import { lockOrCreateLead } from '../src/service/store/leads/leads.ts'
import { application } from './load/application.ts'

/**
 * Runs the transaction of `operations/create-event.ts`, statement by statement, for an event without status and date.
 */
export async function createThroughDriver(
  driver: Transactions,
  { lead: id, note, owner }: { readonly lead: string; readonly note: string; readonly owner: string },
): Promise<void> {
  await driver.transaction(async (connection) => {
    const lead = await lockOrCreateLead(connection, application.id, id, 'company')
    const now = toInstant(Date.now())
    await insertEvent(connection, application.id, now, {
      lead: id,
      status: null,
      note,
      leadAssignee: lead.leadAssignee,
      date: defaultEventDate({ latest: lead.lastEventDate ?? undefined, now }),
      owner,
      leadStatus: lead.status,
    })
  })
}
