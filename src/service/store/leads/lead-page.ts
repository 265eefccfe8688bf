import type { Lead, LeadSort, LeadType } from '../../../contract/lead.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import type { Connection } from '../connection/database.ts'

/**
 * A condition on leads: its name, its SQL with the place of its value, and that value; `undefined` and `false`: the condition
 * does not count; `true`: its SQL has no value.
 */
export type LeadCondition = readonly [
  name: string,
  sql: (place: string) => string,
  value: string | readonly string[] | boolean | undefined,
]

/** The conditions that count, as SQL and for the name of a statement; `place` adds a value and returns its place. */
export function applyConditions(
  conditions: readonly LeadCondition[],
  place: (value: unknown) => string,
): { sql: string[]; names: string[] } {
  const given = conditions.filter(([, , value]) => value !== undefined && value !== false)
  return {
    sql: given.map(([, sql, value]) => sql(value === true ? '' : place(value))),
    names: given.map(([name]) => name),
  }
}

/** A table of leads, and what a row of it is read as. */
export interface LeadTable {
  readonly applicationId: string
  /** what its statements are called */
  readonly name: string
  readonly table: string
  /** has at least `id`, `name` and `"lastEventDate"` */
  readonly columns: string
}

/** Which leads are wanted; `q`: words of the name or ID. */
export interface DirectoryFilter {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned?: boolean | undefined
  readonly status?: readonly string[] | undefined
}

/** What both tables of leads can be narrowed by. */
export function directoryConditions({
  q,
  type,
  leadAssignee,
  unassigned,
  status,
}: DirectoryFilter): LeadCondition[] {
  return [
    ['q', (place) => `name_matches(${place}, name, id)`, q === undefined ? undefined : parseNameSearch(q)],
    ['type', (place) => `type = ${place}`, type],
    ['assignee', (place) => `lead_assignee = ${place}`, leadAssignee],
    ['unassigned', () => 'lead_assignee is null', unassigned],
    ['status', (place) => `status = any(${place}::text[])`, status],
  ]
}

/** What a lead of the application is read as. */
export const leadColumns = `id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee",
  last_event_date "lastEventDate", event_count "eventCount"`

// the quiet order is the recent one from its other end, and so reads the same index
const orders = {
  recent: '"lastEventDate" desc nulls last, id',
  quiet: '"lastEventDate" nulls first, id desc',
  name: 'coalesce(name, id), id',
  longest: '"statusDate" nulls last, id',
} as const satisfies Record<LeadSort, string>

/** An order, by the columns of the result and by those of the table. */
export function orderOf(sort: LeadSort): { result: string; table: string } {
  const result = orders[sort]
  const table = result.replace('"lastEventDate"', 'last_event_date').replace('"statusDate"', 'status_date')
  return { result, table }
}

/** A page of an application's leads, and how many match in all; a row comes with that count, which `toItem` leaves out. */
export async function readLeadPage<Row extends Lead>(
  connection: Connection,
  { applicationId, name, table, columns }: LeadTable,
  { sort, offset, limit }: { readonly sort: LeadSort; readonly offset: number; readonly limit: number },
  conditions: readonly LeadCondition[],
  toItem: (row: Row & { count: number }) => Row,
): Promise<{ items: Row[]; count: number }> {
  const values: unknown[] = [applicationId, offset, limit]
  const { sql, names } = applyConditions(conditions, (value) => `$${values.push(value)}`)
  const where = ['application_id = $1', ...sql].join(' and ')
  const order = orderOf(sort)
  const statement = {
    // a name an SQL text: few combinations, each prepared once
    name: [name, sort, ...names].join('-'),
    text: `with page as (
        select ${columns} from ${table} where ${where} order by ${order.table} offset $2 limit $3
      )
      select (select count(*) from ${table} where ${where}) count, page.*
      from (values (1)) one(x) left join page on true
      order by ${order.result}`,
  }
  const rows = await connection.query<Row & { count: number; id: string | null }>(statement, values)
  return { items: rows.filter((row) => row.id !== null).map(toItem), count: rows[0]?.count ?? 0 }
}
