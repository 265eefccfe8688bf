import type { Lead, LeadSort, LeadType } from '../../../contract/lead.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import type { Connection } from '../connection/database.ts'

/** A condition on leads: its name, its SQL with the place of its value, and that value; without one it does not count. */
export type LeadCondition = readonly [
  name: string,
  sql: (place: string) => string,
  value: string | readonly string[] | undefined,
]

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
  readonly status?: string | undefined
}

/** What both tables of leads can be narrowed by. */
export function directoryConditions({ q, type, leadAssignee, status }: DirectoryFilter): LeadCondition[] {
  return [
    ['q', (place) => `name_matches(${place}, name, id)`, q === undefined ? undefined : parseNameSearch(q)],
    ['type', (place) => `type = ${place}`, type],
    ['assignee', (place) => `lead_assignee = ${place}`, leadAssignee],
    ['status', (place) => `status = ${place}`, status],
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
} as const satisfies Record<LeadSort, string>

/** The order of a list, by columns of its result. */
export function orderOf(sort: LeadSort): string {
  return orders[sort]
}

/** A page of an application's leads, and how many match in all; a row comes with that count, which `toItem` leaves out. */
export async function readLeadPage<Row extends Lead>(
  connection: Connection,
  { applicationId, name, table, columns }: LeadTable,
  { sort, offset, limit }: { readonly sort: LeadSort; readonly offset: number; readonly limit: number },
  conditions: readonly LeadCondition[],
  toItem: (row: Row & { count: number }) => Row,
): Promise<{ items: Row[]; count: number }> {
  const given = conditions.filter(([, , value]) => value !== undefined)
  const where = ['application_id = $1', ...given.map(([, sql], index) => sql(`$${index + 4}`))].join(' and ')
  const statement = {
    // a name an SQL text: few combinations, each prepared once
    name: [name, sort, ...given.map(([condition]) => condition)].join('-'),
    text: `with page as (
        select ${columns} from ${table} where ${where} order by ${orders[sort].replace('"lastEventDate"', 'last_event_date')} offset $2 limit $3
      )
      select (select count(*) from ${table} where ${where}) count, page.*
      from (values (1)) one(x) left join page on true
      order by ${orders[sort]}`,
  }
  const rows = await connection.query<Row & { count: number; id: string | null }>(statement, [
    applicationId,
    offset,
    limit,
    ...given.map(([, , value]) => value),
  ])
  return { items: rows.filter((row) => row.id !== null).map(toItem), count: rows[0]?.count ?? 0 }
}
