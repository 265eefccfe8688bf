import * as z from 'zod/mini'
import { leadSorts, leadTypes, type LeadSort, type LeadType } from '../../../contract/lead.ts'
import type { LeadsQuery } from '../api/queries.ts'
import { quietSince } from './last-activity.ts'

/** The filter and the order of the lead list. Without any part: all leads, the most recent first. */
export interface LeadListFilter {
  /** the ID of the person whose leads are listed */
  readonly leadAssignee?: string | undefined
  /** only leads without an assignee; ignored if `leadAssignee` is given */
  readonly unassigned?: boolean | undefined
  /** one or more status labels; a lead must have one of them */
  readonly status?: readonly string[] | undefined
  /** only open leads. Contract: "Open and quiet" */
  readonly open?: boolean | undefined
  /** only open leads without an event for this number of days or more */
  readonly quietDays?: number | undefined
  readonly type?: LeadType | undefined
  /** default: `recent` */
  readonly sort?: LeadSort | undefined
}

/** The largest number of days of the URL parameter `quiet`. */
const maxQuietDays = 3_650

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(320))
const quietDays = z.coerce.number().check(z.int(), z.positive(), z.maximum(maxQuietDays))
const leadType = z.enum(leadTypes)
const leadSort = z.enum(leadSorts)

/**
 * Reads a filter from URL parameters such as `status=New&status=Won&assignee=luca&quiet=30&type=company&sort=longest`;
 * invalid parts count as absent. `prefix` precedes each name.
 */
export function parseLeadListFilter(parameters: URLSearchParams, prefix = ''): LeadListFilter {
  const read = (name: string) => parameters.get(`${prefix}${name}`) ?? undefined
  const leadAssignee = text.safeParse(read('assignee')).data
  const labels = parameters.getAll(`${prefix}status`).map((label) => text.safeParse(label).data)
  const status = [...new Set(labels.filter((label) => label !== undefined))]
  const days = quietDays.safeParse(read('quiet')).data
  const type = leadType.safeParse(read('type')).data
  const sort = leadSort.safeParse(read('sort')).data
  return {
    ...(leadAssignee !== undefined && { leadAssignee }),
    ...(leadAssignee === undefined && read('unassigned') === 'true' && { unassigned: true }),
    ...(status.length > 0 && { status }),
    ...(read('open') === 'true' && { open: true }),
    ...(days !== undefined && { quietDays: days }),
    ...(type !== undefined && { type }),
    ...(sort !== undefined && sort !== 'recent' && { sort }),
  }
}

/** Returns the URL parameters of a filter, not encoded; none for all leads in the default order. */
export function formatLeadListFilter(filter: LeadListFilter): [name: string, value: string][] {
  const { leadAssignee, unassigned, status = [], open, quietDays: days, type, sort } = filter
  const parameters: [string, string | undefined][] = [
    ...status.map((label): [string, string] => ['status', label]),
    ['assignee', leadAssignee],
    ['unassigned', unassigned && leadAssignee === undefined ? 'true' : undefined],
    ['open', open ? 'true' : undefined],
    ['quiet', days?.toString()],
    ['type', type],
    ['sort', sort === 'recent' ? undefined : sort],
  ]
  return parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}

/** The orders by age. Won, lost and parked leads would come first in them, and nobody has to act on these. */
const sortsByAge: ReadonlySet<LeadSort | undefined> = new Set(['longest', 'quiet'])

/**
 * Whether a filter lists only open leads: it asks for open or quiet ones, or its order is by age and it names no status.
 * Contract, "Open and quiet".
 */
export function listsOnlyOpen({ open, quietDays: days, sort, status = [] }: LeadListFilter): boolean {
  return open === true || days !== undefined || (sortsByAge.has(sort) && status.length === 0)
}

/** Converts a filter and a search text to the query of the lead list. `now` is in milliseconds by the server's clock. */
export function toLeadsQuery(filter: LeadListFilter, q: string, now: number): LeadsQuery {
  const { leadAssignee, unassigned, status, quietDays: days, type, sort = 'recent' } = filter
  const terms = q.trim()
  return {
    ...(type !== undefined && { type }),
    ...(leadAssignee === undefined ? unassigned && { unassigned } : { leadAssignee }),
    ...(status !== undefined && status.length > 0 && { status }),
    ...(days === undefined ? listsOnlyOpen(filter) && { open: true } : { quietSince: quietSince(now, days) }),
    // a search has the best match first
    ...(terms === '' ? { sort } : { q: terms }),
  }
}
