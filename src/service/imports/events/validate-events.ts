import { shiftInstant } from '../../../contract/instant.ts'
import { noteLimit } from '../../../contract/params.ts'
import { resolveAssignee } from '../../../contract/rules/assignee.ts'
import { stateAfter, statusDateAfter } from '../../../contract/rules/lead-state.ts'
import { countCodePoints } from '../../../contract/text.ts'
import { effectsOf } from '../../store/events/event-effects.ts'
import type { EventLine, Refusal } from '../../store/imports/event-import-lines.ts'
import type { ChangedLead, ImportedEvent, ImportLead } from '../../store/imports/imported-events.ts'

/** The result for some lines, and the changes of their leads. */
export interface Decision {
  readonly events: readonly ImportedEvent[]
  readonly refusals: readonly Refusal[]
  readonly leads: readonly ChangedLead[]
}

/** Creates a lead without events. */
export function newLead({ lead, type }: Pick<EventLine, 'lead' | 'type'>): ImportLead {
  return {
    id: lead,
    type,
    name: null,
    status: null,
    statusDate: null,
    leadAssignee: null,
    lastEventDate: null,
    eventCount: 0,
    erased: false,
  }
}

/**
 * Validates lines one after the other, like single requests in that order: the type must be the lead's, and "it must
 * be after the most recent event" (reference, `date`). The lines of a lead are ordered by date; parsing has already
 * rejected dates in the future. `leads` contains the leads of all lines. With `appendOlder`, an older line becomes a note
 * with its date in the text, one millisecond after the lead's latest event, and changes neither status nor assignee.
 */
export function validateEvents(
  lines: readonly EventLine[],
  leads: ReadonlyMap<string, ImportLead>,
  { appendOlder = false } = {},
): Decision {
  const events: ImportedEvent[] = []
  const refusals: Refusal[] = []
  const changed = new Map<string, ChangedLead>()
  for (const line of lines) {
    const lead = leads.get(line.lead)
    if (lead === undefined) throw new Error('a line without its lead')
    const before = changed.get(line.lead) ?? { ...lead, added: 0 }
    const refuse = (field: string, code: string, message: string) =>
      refusals.push({ line: line.line, field, code, message })
    if (line.type !== lead.type) {
      refuse('type', 'type_differs', `This lead is a ${lead.type}. Use type=${lead.type}.`)
      continue
    }
    if (line.leadName !== null && lead.name === null && lead.erased) {
      refuse('leadName', 'erased_lead', erasedLeadMessage)
      continue
    }
    const { lastEventDate: latest } = before
    const isOlder = latest !== null && line.date <= latest
    if (isOlder && !appendOlder) {
      refuse('date', 'date_not_after_latest', `The date must be after the lead's latest event (${latest}).`)
      continue
    }
    const placed = isOlder ? appended(line, latest) : line
    if (placed.note !== null && countCodePoints(placed.note) > noteLimit) {
      refuse('note', 'too_long', `With its date, the note must be at most ${noteLimit} characters.`)
      continue
    }
    const { date, owner, note, status, statusCollectionId, externalId, leadAssigneeRemove } = placed
    const input = {
      leadAssigneeRemove,
      ...(placed.leadAssignee !== null && { leadAssignee: placed.leadAssignee }),
    }
    const leadAssignee = resolveAssignee(input, before.leadAssignee)
    const values = {
      lead: line.lead,
      date,
      owner,
      note,
      status,
      statusCollectionId,
      externalId,
      leadAssignee,
    }
    const after = stateAfter(values, before)
    const isFirst = lead.eventCount + before.added === 0
    events.push({ ...values, effects: effectsOf(before, after, { isFirst }) })
    changed.set(line.lead, {
      id: lead.id,
      ...after,
      statusDate: statusDateAfter(values, before),
      lastEventDate: date,
      added: before.added + 1,
    })
  }
  return { events, refusals, leads: [...changed.values()] }
}

export const erasedLeadMessage =
  'The personal data of this lead was erased, and an import does not restore the name. Remove the name from the line.'

function appended(line: EventLine, latest: string): EventLine {
  const facts = [
    line.date.replace('T', ' ').replace(/(:00)?\.000Z$|Z$/, ' UTC'),
    ...(line.status === null ? [] : [`status ${line.status}`]),
    ...(line.leadAssignee === null ? [] : [`assignee ${line.leadAssignee}`]),
  ]
  return {
    ...line,
    date: shiftInstant(latest, 1),
    note: `[${facts.join(', ')}]${line.note === null ? '' : `\n${line.note}`}`,
    status: null,
    leadAssignee: null,
    leadAssigneeRemove: false,
  }
}
