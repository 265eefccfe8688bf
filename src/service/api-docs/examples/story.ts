import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { PageMeta, QueryExplanation } from '../../../contract/paging.ts'

/*
 * The examples show one day in a new application with the statuses and people of the demo. Values assigned by the
 * service are exact, because its clock has the time of each example and its IDs begin at 1.
 */

/** Returns a time of that day, in UTC. */
export function at(time: string): Instant {
  return `2026-11-23T${time}:00.000Z`
}

/** The lead of the examples. */
export const company = '123456789abc'

/** The contact to whom the lead is assigned. */
export const contact = 'larentis+unicorno@spaziodati.eu'

const giulia = { id: 'giulia', name: 'Giulia Rossi', application: 'demo' }
const defaults = { noteVisibility: 'public', statusCollectionId: 'demo-funnel' } as const

/** A call that resulted in a contact. */
export const call: LeadEvent = {
  id: 1,
  lead: company,
  type: 'company',
  status: 'Contacted',
  note: 'Got contact of area manager',
  date: at('09:15'),
  created: at('09:15'),
  updateTime: at('09:15'),
  owner: giulia,
  leadAssignee: contact,
  previousStatus: null,
  previousLeadAssignee: null,
  ...defaults,
}

/** A price list, logged at 10:40 and sent to the service an hour later. */
export const priceList: LeadEvent = {
  id: 2,
  lead: company,
  type: 'company',
  status: null,
  note: 'Sent the price list.',
  date: at('10:40'),
  created: at('11:40'),
  updateTime: at('11:40'),
  owner: giulia,
  leadAssignee: contact,
  previousStatus: 'Contacted',
  previousLeadAssignee: contact,
  ...defaults,
}

/** The same event after its update. */
export const corrected: LeadEvent = {
  ...priceList,
  note: 'Sent the price list for 2027.',
  updateTime: at('12:05'),
}

/** A person met at a fair. */
export const meeting: LeadEvent = {
  id: 3,
  lead: 'mrossi-77',
  type: 'person',
  status: null,
  note: 'Met at the fair.\nWants a demonstration.',
  date: at('09:15'),
  created: at('11:45'),
  updateTime: at('11:45'),
  owner: { id: 'luca', name: 'Luca Conti', application: 'demo' },
  leadAssignee: null,
  previousStatus: null,
  previousLeadAssignee: null,
  ...defaults,
}

/** Creates the `queryExplanation` of a response. */
export function explained(text: string, json: Record<string, unknown>): QueryExplanation {
  return [{ engine: 'leadline', text, json }]
}

/** Creates the `meta` of a page. */
export function pageOf(ordering: string, count: number, limit: number): PageMeta {
  return { ordering, count, limit, offset: 0, info: [], obfuscated: {} }
}
