import type { Instant } from '../../../contract/instant.ts'
import { maxCountedLeads, type LeadCount, type LeadCounts } from '../../../contract/lead-counts.ts'
import { leadTypes, type LeadType } from '../../../contract/lead.ts'
import { listStatuses } from '../applications/applications.ts'
import type { Connection } from '../connection/database.ts'
import { collectValues, type AddValue } from '../connection/statement-values.ts'
import { orderOf } from './lead-page.ts'
import { isOpen } from './leads.ts'

/** The filters of a list of leads, and the choices to count. */
export interface LeadCountsFilter {
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned: boolean
  readonly status?: readonly string[] | undefined
  readonly withoutStatus: boolean
  readonly open: boolean
  readonly quietSince?: Instant | undefined
  /** assignees to count */
  readonly assignees?: readonly string[] | undefined
  /** times to count the quiet leads of */
  readonly quiet?: readonly Instant[] | undefined
}

/** The leads that one count reads if not all of its conditions are in the index that it reads. */
const scannedLeads = 2_000

/** The conditions of one count, as SQL. */
interface Conditions {
  readonly assignee: readonly string[]
  /** an array of labels */
  readonly statuses: string | undefined
  readonly withoutStatus: readonly string[]
  readonly quiet: readonly string[]
  readonly open: readonly string[]
  readonly type: readonly string[]
}

type Kind =
  | 'anyAssignee'
  | 'unassigned'
  | 'assignee'
  | 'status'
  | 'anyActivity'
  | 'open'
  | 'quiet'
  | 'anyType'
  | 'type'

interface Row {
  readonly kind: Kind
  readonly value: string | null
  readonly leads: number
  readonly more: boolean
}

/**
 * Counts the leads of each choice of a filter with the present choices of the others. The work is bounded: a count reads one
 * range of an index, and stops after `maxCountedLeads` leads, or after `scannedLeads` if they must be filtered.
 */
export async function countLeads(
  connection: Connection,
  applicationId: string,
  filter: LeadCountsFilter,
): Promise<LeadCounts> {
  const { status = [], assignees = [], quiet = [] } = filter
  const configured = await listStatuses(connection, applicationId)
  const labels = [...new Set([...configured.map(({ label }) => label), ...status])]
  const { values, addValue } = collectValues(applicationId)
  const given = conditionsOf(filter, addValue)
  const counts = [
    count('anyAssignee', [null], { ...given, assignee: [] }, addValue),
    count('unassigned', [null], { ...given, assignee: ['lead_assignee is null'] }, addValue),
    count('assignee', assignees, { ...given, assignee: ['lead_assignee = choice.value'] }, addValue),
    count('status', labels, { ...given, statuses: 'array[choice.value]', withoutStatus: [] }, addValue),
    count('anyActivity', [null], { ...given, quiet: [], open: [] }, addValue),
    count('open', [null], { ...given, quiet: [], open: [isOpen] }, addValue),
    count(
      'quiet',
      quiet,
      { ...given, quiet: ['last_event_date <= choice.value::timestamptz'], open: [isOpen] },
      addValue,
    ),
    count('anyType', [null], { ...given, type: [] }, addValue),
    count('type', leadTypes, { ...given, type: ['type = choice.value'] }, addValue),
  ]
  const statement = {
    // one name for each SQL text
    name: `lead-counts-${shapeOf(filter)}`,
    text: counts.join(' union all '),
  }
  const rows = await connection.query<Row>(statement, values)
  const of = (kind: Kind) => rows.filter((row) => row.kind === kind)
  const one = (kind: Kind): LeadCount => toCount(of(kind)[0])
  const each = <Value extends string>(kind: Kind, choices: readonly Value[]) =>
    choices.map((value) => ({ value, ...toCount(of(kind).find((row) => row.value === value)) }))
  return {
    anyAssignee: one('anyAssignee'),
    unassigned: one('unassigned'),
    assignees: each('assignee', assignees).map(({ value, ...leads }) => ({ leadAssignee: value, ...leads })),
    statuses: each('status', labels).map(({ value, ...leads }) => ({ status: value, ...leads })),
    anyActivity: one('anyActivity'),
    open: one('open'),
    quiet: each('quiet', quiet).map(({ value, ...leads }) => ({ quietSince: value, ...leads })),
    anyType: one('anyType'),
    types: each('type', leadTypes).map(({ value, ...leads }) => ({ type: value, ...leads })),
  }
}

/** Returns which filters are present, as `0` and `1`. */
function shapeOf(filter: LeadCountsFilter): string {
  const { type, leadAssignee, unassigned, status, withoutStatus, open, quietSince } = filter
  return [type, leadAssignee, unassigned, status, withoutStatus, open, quietSince]
    .map((value) => (value === undefined || value === false ? 0 : 1))
    .join('')
}

function toCount(row: Row | undefined): LeadCount {
  return { leads: row?.leads ?? 0, more: row?.more ?? false }
}

function conditionsOf(filter: LeadCountsFilter, addValue: AddValue): Conditions {
  const { type, leadAssignee, unassigned, status, withoutStatus, open, quietSince } = filter
  return {
    assignee: [
      ...(leadAssignee === undefined ? [] : [`lead_assignee = ${addValue(leadAssignee)}`]),
      ...(unassigned ? ['lead_assignee is null'] : []),
    ],
    statuses: status === undefined ? undefined : `${addValue(status)}::text[]`,
    withoutStatus: withoutStatus ? ['status is null'] : [],
    quiet: quietSince === undefined ? [] : [`last_event_date <= ${addValue(quietSince)}`],
    open: open || quietSince !== undefined ? [isOpen] : [],
    type: type === undefined ? [] : [`type = ${addValue(type)}`],
  }
}

/** Returns a query for a row with the number of leads for each value of a choice, which is `choice.value`. */
function count(
  kind: Kind,
  choices: readonly (string | null)[],
  conditions: Conditions,
  addValue: AddValue,
): string {
  const { source, filters } = sourceOf(conditions)
  const limit = (filters.length === 0 ? maxCountedLeads : scannedLeads) + 1
  const matching = filters.length === 0 ? 'true' : filters.join(' and ')
  return `select '${kind}' kind, choice.value, least(matches, ${maxCountedLeads})::int leads,
      (scanned = ${limit} or matches > ${maxCountedLeads}) more
    from unnest(${addValue(choices)}::text[]) choice(value) cross join lateral (
      select count(*) filter (where ${matching}) matches, count(*) scanned from (${source(limit)}) lead
    ) counted`
}

/**
 * Returns the leads that a count reads, in the order of the index that has its assignee, its status or neither, and the
 * conditions that remain. The order makes the planner read that index.
 */
function sourceOf({ assignee, statuses, withoutStatus, quiet, open, type }: Conditions): {
  readonly source: (limit: number) => string
  readonly filters: readonly string[]
} {
  const read = (conditions: readonly string[], limit: number) =>
    `select lead.status, lead.type from lead where ${['application_id = $1', ...conditions, ...quiet].join(' and ')}
      order by ${orderOf('recent').table} limit ${limit}`
  if (assignee.length > 0) {
    const ofStatus = statuses === undefined ? [] : [`status = any(${statuses})`]
    return {
      source: (limit) => read(assignee, limit),
      filters: [...ofStatus, ...withoutStatus, ...open, ...type],
    }
  }
  if (statuses === undefined) {
    return { source: (limit) => read(withoutStatus, limit), filters: [...open, ...type] }
  }
  return {
    source: (limit) => `select lead.* from unnest(${statuses}) wanted(label)
      cross join lateral (${read(['status = wanted.label'], limit)}) lead limit ${limit}`,
    filters: [...withoutStatus, ...open, ...type],
  }
}
