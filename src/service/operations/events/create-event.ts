import { resolveAssignee } from '../../../contract/rules/assignee.ts'
import { defaultEventDate } from '../../../contract/rules/event-date.ts'
import { stateAfter } from '../../../contract/rules/lead-state.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { shiftInstant } from '../../../contract/instant.ts'
import type { Operation } from '../../core/backend.ts'
import { invalidRequest } from '../../core/problem.ts'
import { listStatuses } from '../../store/applications/applications.ts'
import type { Connection } from '../../store/connection/database.ts'
import { insertEvent } from '../../store/events/event-writes.ts'
import { lockOrCreateLead } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { dateError } from './date-error.ts'
import { statusError, typeError } from './event-errors.ts'
import { explainQuery } from '../explain-query.ts'
import { idempotentWrite } from '../idempotent-write.ts'
import { writeLeadName } from '../leads/name-lead.ts'

/** Creates an event on a lead. The lead's row is locked while the rules are checked. */
export const createEvent =
  (context: Context): Operation<'createEvent'> =>
  async (caller, { body, headers }) => {
    const { application, user } = caller
    return idempotentWrite(
      context,
      { caller, idempotency: headers.idempotency, response: endpoints.createEvent.response },
      async (connection, key) => {
        const lead = await lockOrCreateLead(connection, application.id, body.lead, body.type)
        // reads the clock after waiting for the lock: an earlier time could be before the event that we waited for
        const now = context.clock()
        const latest = lead.lastEventDate ?? undefined
        const logged = headers.loggedAgo === undefined ? undefined : shiftInstant(now, -headers.loggedAgo)
        const requestedDate = body.date ?? logged
        const date = requestedDate ?? defaultEventDate({ latest, now })
        const errors = [
          typeError(lead, body),
          statusError(await labelsFor(connection, application.id, body.status), body.status),
          requestedDate === undefined ? undefined : dateError(requestedDate, { latest, now }),
        ].filter((fault) => fault !== undefined)
        if (errors.length > 0) throw invalidRequest(errors)

        const status = body.status ?? null
        const leadAssignee = resolveAssignee(body, lead.leadAssignee)
        const decided = {
          lead: lead.id,
          type: lead.type,
          status,
          note: body.note,
          date,
          leadAssignee,
          // the previous state is the lead's current one, because this event is the newest
          previousStatus: lead.status,
          previousLeadAssignee: lead.leadAssignee,
          owner: { id: user.id, name: user.name, application: application.id },
        }
        if (body.name !== undefined && lead.name === null)
          await writeLeadName(connection, caller, now, { id: lead.id, name: body.name })
        const isIgnored = body.name !== undefined && lead.name !== null
        const reason = isIgnored ? 'the lead already has a name' : undefined
        const queryExplanation = explainQuery(createdOn(body.lead, reason), body)
        const leadStatus = stateAfter({ status, leadAssignee }, lead).status
        const written = await insertEvent(
          connection,
          application.id,
          now,
          { ...decided, owner: user.id, leadStatus },
          key && { ...key, response: { item: decided, queryExplanation } },
        )
        const item: LeadEvent = { ...decided, ...written, created: written.updateTime }
        return { response: { item, queryExplanation } }
      },
    )
  }

/** Describes a creation, and why it ignored a `name`. */
export function createdOn(lead: string, ignoredName?: string): string {
  const created = `Created an event on the lead ${lead}.`
  return ignoredName === undefined ? created : `${created} Ignored the name: ${ignoredName}.`
}

/** Returns the permitted labels of a status; reads none if the event sets no status. */
async function labelsFor(
  connection: Connection,
  applicationId: string,
  status: string | undefined,
): Promise<string[]> {
  if (status === undefined) return []
  return (await listStatuses(connection, applicationId)).map(({ label }) => label)
}
