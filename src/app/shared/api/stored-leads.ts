import { endpoints, type QueryOf, type ResponseOf } from '../../../contract/endpoints.ts'
import type { Lead, LeadSort } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { isOpen } from '../../../contract/rules/open-lead.ts'
import { nameRank } from '../../../contract/search/name-rank.ts'
import { matchesName, parseNameSearch } from '../../../contract/search/name-search.ts'
import { getResponse, getResponses, type CachedResponse } from './response-cache.ts'

/** A lead from a cached response, and when that was received, in milliseconds since 1970. */
interface StoredLead {
  readonly lead: Lead
  readonly at: number
}

/** Returns the response for a lead from the lists that contain it; `undefined` if none does. */
export async function findStoredLead(owner: string, address: string): Promise<CachedResponse | undefined> {
  const id = decodeURIComponent(address.slice(endpoints.listLeads.path.length + 1))
  const stored = (await readStoredLeads(owner)).get(id)
  if (stored === undefined) return undefined
  return { at: stored.at, text: toText<'getLead'>({ item: stored.lead, queryExplanation: [] }) }
}

/**
 * Returns the response for a list of leads from the leads in all cached responses, with the same matching and order as the
 * service's. `searchedLeads` is their number; `undefined` if there are none, or if the address is not valid.
 */
export async function listStoredLeads(
  owner: string,
  address: string,
): Promise<(CachedResponse & { readonly searchedLeads: number }) | undefined> {
  const parameters = Object.fromEntries(new URLSearchParams(address.split('?')[1]))
  const query = endpoints.listLeads.query.safeParse(parameters).data
  const stored = [...(await readStoredLeads(owner)).values()]
  if (query === undefined || stored.length === 0) return undefined
  const statuses = await readStatuses(owner)
  const matching = stored.filter(({ lead }) => matchesQuery(lead, query, statuses))
  const { offset, limit, sort, q = '' } = query
  const leads = matching.map(({ lead }) => lead).toSorted(compareLeads(sort, q))
  const text = toText<'listLeads'>({
    items: leads.slice(offset, offset + limit),
    meta: { ordering: sort ?? 'recent', count: leads.length, limit, offset, info: [], obfuscated: {} },
    queryExplanation: [],
  })
  // the age of the oldest lead that was searched, because a newer state of it could match
  return { at: Math.min(...stored.map(({ at }) => at)), text, searchedLeads: stored.length }
}

function toText<Name extends 'getLead' | 'listLeads'>(response: ResponseOf<Name>): string {
  return JSON.stringify(response)
}

/** Reads the leads of all cached responses, each in its latest state. */
async function readStoredLeads(owner: string): Promise<ReadonlyMap<string, StoredLead>> {
  const leads = new Map<string, StoredLead>()
  for (const { address, text, at } of await getResponses(owner, endpoints.listLeads.path)) {
    for (const lead of leadsOf(address, JSON.parse(text))) leads.set(lead.id, { lead, at })
  }
  return leads
}

function leadsOf(address: string, response: unknown): readonly Lead[] {
  if (address.startsWith(`${endpoints.listLeads.path}?`))
    return endpoints.listLeads.response.safeParse(response).data?.items ?? []
  const lead = endpoints.getLead.response.safeParse(response).data?.item
  return lead === undefined ? [] : [lead]
}

async function readStatuses(owner: string): Promise<readonly LeadStatus[]> {
  const response = await getResponse(owner, endpoints.listStatuses.path)
  if (response === undefined) return []
  return endpoints.listStatuses.response.safeParse(JSON.parse(response.text)).data?.items ?? []
}

function matchesQuery(lead: Lead, query: QueryOf<'listLeads'>, statuses: readonly LeadStatus[]): boolean {
  const { q = '', type, leadAssignee, unassigned, status, withoutStatus, open, quietSince } = query
  return (
    (q.trim() === '' || matchesName([lead.name ?? '', lead.id], parseNameSearch(q))) &&
    (type === undefined || lead.type === type) &&
    (leadAssignee === undefined || lead.leadAssignee === leadAssignee) &&
    (!unassigned || lead.leadAssignee === null) &&
    (status === undefined || (lead.status !== null && status.includes(lead.status))) &&
    (!withoutStatus || lead.status === null) &&
    (!(open || quietSince !== undefined) || isOpen(lead, statuses)) &&
    (quietSince === undefined || (lead.lastEventDate !== null && lead.lastEventDate <= quietSince))
  )
}

/** Returns the order of a list: without a sort, the best match first, and among equals the most recent. */
function compareLeads(sort: LeadSort | undefined, q: string): (one: Lead, other: Lead) => number {
  if (sort !== undefined || q.trim() === '') return orders[sort ?? 'recent']
  return (one, other) => nameRank(one, q) - nameRank(other, q) || orders.recent(one, other)
}

const orders = {
  recent: compareByActivity,
  quiet: (one, other) => compareByActivity(other, one),
  name: (one, other) => compare(one.name ?? one.id, other.name ?? other.id) || compare(one.id, other.id),
  // a lead without a status is last
  longest: (one, other) =>
    compare(one.statusDate ?? '~', other.statusDate ?? '~') || compare(one.id, other.id),
} as const satisfies Record<LeadSort, (one: Lead, other: Lead) => number>

/** Latest event first; leads without events are last. */
function compareByActivity(one: Lead, other: Lead): number {
  return compare(other.lastEventDate ?? '', one.lastEventDate ?? '') || compare(one.id, other.id)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
