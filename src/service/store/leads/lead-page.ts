import type { Lead, LeadSort, LeadType } from '../../../contract/lead.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import type { Connection } from '../connection/database.ts'
import { collectValues, type AddValue } from '../connection/statement-values.ts'

/**
 * A condition on leads: its name, its SQL with the placeholder of its value, and that value. With `undefined` or `false` the
 * condition is omitted; with `true` its SQL has no value.
 */
export type LeadCondition = readonly [
  name: string,
  sql: (placeholder: string) => string,
  value: string | readonly string[] | boolean | undefined,
]

/** Returns the SQL of the conditions that are not omitted, and their names for the name of the statement. */
export function applyConditions(
  conditions: readonly LeadCondition[],
  addValue: AddValue,
): { sql: string[]; names: string[] } {
  const applied = conditions.filter(([, , value]) => value !== undefined && value !== false)
  return {
    sql: applied.map(([, sql, value]) => sql(value === true ? '' : addValue(value))),
    names: applied.map(([name]) => name),
  }
}

/** A table of leads, and the columns to read from it. */
export interface LeadTable {
  readonly applicationId: string
  /** the prefix of its statements' names */
  readonly name: string
  readonly table: string
  /** contains at least `id`, `name` and `"lastEventDate"` */
  readonly columns: string
}

/** The filter of a lead list; `q` is a search in names and IDs. */
export interface DirectoryFilter {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned?: boolean | undefined
  readonly status?: readonly string[] | undefined
}

/** Returns the conditions that apply to both tables of leads. */
export function directoryConditions({
  q,
  type,
  leadAssignee,
  unassigned,
  status,
}: DirectoryFilter): LeadCondition[] {
  return [
    [
      'q',
      (placeholder) => `name_matches(${placeholder}, name, id)`,
      q === undefined ? undefined : parseNameSearch(q),
    ],
    ['type', (placeholder) => `type = ${placeholder}`, type],
    ['assignee', (placeholder) => `lead_assignee = ${placeholder}`, leadAssignee],
    ['unassigned', () => 'lead_assignee is null', unassigned],
    ['status', (placeholder) => `status = any(${placeholder}::text[])`, status],
  ]
}

/** The columns of a lead. */
export const leadColumns = `id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee",
  last_event_date "lastEventDate", event_count "eventCount"`

// the order `quiet` is the reverse of `recent`, so that both use the same index
const orders = {
  recent: '"lastEventDate" desc nulls last, id',
  quiet: '"lastEventDate" nulls first, id desc',
  name: 'coalesce(name, id), id',
  longest: '"statusDate" nulls last, id',
} as const satisfies Record<LeadSort, string>

/** Returns the `order by` of a sort, with the column names of the result and with those of the table. */
export function orderOf(sort: LeadSort): { result: string; table: string } {
  const result = orders[sort]
  const table = result.replace('"lastEventDate"', 'last_event_date').replace('"statusDate"', 'status_date')
  return { result, table }
}

/** Reads a page of an application's leads and the number of matching leads; `toItem` removes that count from a row. */
export async function readLeadPage<Row extends Lead>(
  connection: Connection,
  { applicationId, name, table, columns }: LeadTable,
  { sort, offset, limit }: { readonly sort: LeadSort; readonly offset: number; readonly limit: number },
  conditions: readonly LeadCondition[],
  toItem: (row: Row & { count: number }) => Row,
): Promise<{ items: Row[]; count: number }> {
  const { values, addValue } = collectValues(applicationId, offset, limit)
  const { sql, names } = applyConditions(conditions, addValue)
  const where = ['application_id = $1', ...sql].join(' and ')
  const order = orderOf(sort)
  const statement = {
    // one name for each SQL text: there are few combinations, and each is prepared once
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
