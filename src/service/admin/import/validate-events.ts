import type { Lead } from '../../../contract/lead.ts'
import { resolveAssignee } from '../../../contract/rules/assignee.ts'
import { stateAfter, statusDateAfter } from '../../../contract/rules/lead-state.ts'
import type { EventLine, Refusal } from '../../store/imports/event-import-lines.ts'
import type { ImportedEvent, ChangedLead } from '../../store/imports/imported-events.ts'

/** The result for some lines, and the changes of their leads. */
export interface Decision {
  readonly events: readonly ImportedEvent[]
  readonly refusals: readonly Refusal[]
  readonly leads: readonly ChangedLead[]
}

/** Creates a lead without events. */
export function newLead({ lead, type }: Pick<EventLine, 'lead' | 'type'>): Lead {
  return {
    id: lead,
    type,
    name: null,
    status: null,
    statusDate: null,
    leadAssignee: null,
    lastEventDate: null,
    eventCount: 0,
  }
}

/**
 * Validates lines one after the other, like single requests in that order: the type must be the lead's, and "it must
 * be after the most recent event" (reference, `date`). The lines of a lead are ordered by date; parsing has already
 * rejected dates in the future. `leads` contains the leads of all lines.
 */
export function validateEvents(lines: readonly EventLine[], leads: ReadonlyMap<string, Lead>): Decision {
  const events: ImportedEvent[] = []
  const refusals: Refusal[] = []
  const changed = new Map<string, ChangedLead>()
  for (const { line, type, leadAssigneeRemove, leadAssignee: requestedAssignee, ...event } of lines) {
    const lead = leads.get(event.lead)
    if (lead === undefined) throw new Error('a line without its lead')
    const before = changed.get(event.lead) ?? { ...lead, added: 0 }
    const { lastEventDate: latest } = before
    if (type !== lead.type) {
      refusals.push({
        line,
        field: 'type',
        code: 'type_differs',
        message: `This lead is a ${lead.type}. Use type=${lead.type}.`,
      })
    } else if (latest !== null && event.date <= latest) {
      const message = `The date must be after the lead's latest event (${latest}).`
      refusals.push({ line, field: 'date', code: 'date_not_after_latest', message })
    } else {
      const input = {
        leadAssigneeRemove,
        ...(requestedAssignee !== null && { leadAssignee: requestedAssignee }),
      }
      const leadAssignee = resolveAssignee(input, before.leadAssignee)
      const values = { ...event, leadAssignee }
      events.push(values)
      changed.set(event.lead, {
        id: lead.id,
        ...stateAfter(values, before),
        statusDate: statusDateAfter(values, before),
        lastEventDate: event.date,
        added: before.added + 1,
      })
    }
  }
  return { events, refusals, leads: [...changed.values()] }
}
