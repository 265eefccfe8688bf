import type { Lead } from '../../../contract/lead.ts'
import { resolveAssignee } from '../../../contract/rules/assignee.ts'
import { stateAfter, statusDateAfter } from '../../../contract/rules/lead-state.ts'
import type { EventLine, Refusal } from '../../store/imports/event-import-lines.ts'
import type { ImportedEvent, ChangedLead } from '../../store/imports/imported-events.ts'

/** What becomes of some lines, and of their leads. */
export interface Decision {
  readonly events: readonly ImportedEvent[]
  readonly refusals: readonly Refusal[]
  readonly leads: readonly ChangedLead[]
}

/** A lead that no event has been written to. */
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
 * Decides about lines one after the other, as single requests in that order would be: the type is the lead's, and "it
 * must be after the most recent event" (reference, `date`). Lines of a lead come by date; that none lies in the future
 * was seen when they were read. `leads` holds the leads of all lines.
 */
export function validateEvents(lines: readonly EventLine[], leads: ReadonlyMap<string, Lead>): Decision {
  const events: ImportedEvent[] = []
  const refusals: Refusal[] = []
  const moved = new Map<string, ChangedLead>()
  for (const { line, type, leadAssigneeRemove, leadAssignee: wanted, ...event } of lines) {
    const lead = leads.get(event.lead)
    if (lead === undefined) throw new Error('a line without its lead')
    const before = moved.get(event.lead) ?? { ...lead, added: 0 }
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
      const wish = { leadAssigneeRemove, ...(wanted !== null && { leadAssignee: wanted }) }
      const leadAssignee = resolveAssignee(wish, before.leadAssignee)
      const said = { ...event, leadAssignee }
      events.push(said)
      moved.set(event.lead, {
        id: lead.id,
        ...stateAfter(said, before),
        statusDate: statusDateAfter(said, before),
        lastEventDate: event.date,
        added: before.added + 1,
      })
    }
  }
  return { events, refusals, leads: [...moved.values()] }
}
