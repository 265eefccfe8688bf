import type { Lead, LeadSort } from '../../../contract/lead.ts'
import { cutKey } from '../../../contract/search/name-search.ts'
import type { Connection } from '../connection/database.ts'
import { collectValues } from '../connection/statement-values.ts'
import { applyConditions, leadColumns, orderOf, type LeadCondition } from './lead-page.ts'

/** A search for leads by their names and IDs. */
export interface LeadSearch {
  /** as `parseNameSearch` returns them */
  readonly terms: readonly string[]
  /** the search as typed: a lead with this ID comes first */
  readonly q: string
  /** default: best match first */
  readonly sort: LeadSort | undefined
  readonly offset: number
  readonly limit: number
}

/** The maximum number of matching keys that are ranked when the best match comes first; a lead may have several. */
export const maxRankedLeads = 1_000

/** The maximum number of terms for which the statement is prepared. */
const maxPreparedTerms = 3

/** The greatest character in the collation "C": a term followed by it is after every key that begins with the term. */
const greatestCharacter = '\u{10ffff}'

/**
 * Returns a page of the leads whose names or IDs match. The best match comes first: the ID itself, the whole name, a name
 * that begins with the terms or one of them, then the others; among equals, the most recent. Keys are read until
 * `maxRankedLeads` match, so that the cost does not depend on how common a word is; `more` means that others may match too.
 * With a `sort`, all matches are read and the count is exact.
 */
export async function searchLeads(
  connection: Connection,
  applicationId: string,
  { terms, q, sort, offset, limit }: LeadSearch,
  conditions: readonly LeadCondition[],
): Promise<{ items: Lead[]; count: number; more: boolean }> {
  if (terms.length === 0) return { items: [], count: 0, more: false }
  const { values, addValue } = collectValues(applicationId)
  const { sql: filters, names } = applyConditions(conditions, addValue)
  const joined = cutKey(terms.join(''))
  const range = (key: string, term: string) =>
    `${key} >= ${addValue(term)} and ${key} < ${addValue(`${term}${greatestCharacter}`)}`
  // the longest term is probably the rarest; the others are looked up for each lead that has it
  const [first = '', ...others] = terms.toSorted((a, b) => b.length - a.length)
  const has = (term: string) =>
    `(select true from lead_key o where o.application_id = $1 and o.lead = k.lead and ${range('o.key', term)} limit 1)`
  const matching = (term: string, also: readonly string[]) => {
    const lead = ['application_id = $1', 'id = k.lead', ...filters].join(' and ')
    const exists = filters.length === 0 ? [] : [`(select true from lead where ${lead})`]
    const where = [...also.map(has), ...exists].map((condition) => ` and ${condition}`).join('')
    return `(select k.lead from lead_key k where k.application_id = $1 and ${range('k.key', term)}${where} order by k.key)`
  }
  const branches = [...(others.length === 0 ? [] : [matching(joined, [])]), matching(first, others)]
  const rank =
    sort === undefined
      ? `case when id = ${addValue(q.trim())} or whole = ${addValue(joined)} then 0
        when starts_with(whole, ${addValue(joined)}) then 1
        when exists (select from unnest(${addValue(terms)}::text[]) term where starts_with(whole, term)) then 2 else 3 end`
      : '0'
  const order = orderOf(sort ?? 'recent')
  const best = sort === undefined ? 'rank, ' : ''
  const statement = {
    // prepares few statements, because searches with more terms are rare
    ...(terms.length <= maxPreparedTerms && {
      name: ['search-leads', terms.length, sort ?? 'best', ...names].join('-'),
    }),
    text: `with found as materialized (
        select lead from (${branches.join(' union all ')}) match ${sort === undefined ? `limit ${maxRankedLeads + 1}` : ''}
      ), named as (
        select l.*, ${rank} rank
        from (select distinct lead from found) f
        cross join lateral (
          select *, (select key from lead_key where application_id = $1 and lead = f.lead and place in (1, 101) order by place limit 1) whole
          from lead where application_id = $1 and id = f.lead limit 1
        ) l
      ), page as (
        select ${leadColumns}, rank from named order by ${best}${order.table}
        offset ${addValue(offset)} limit ${addValue(limit)}
      )
      select (select count(distinct lead) from found) count, (select count(*) from found) found, page.*
      from (values (1)) one(x) left join page on true
      order by ${best}${order.result}`,
  }
  type Row = Lead & { count: number; found: number; rank: number; id: string | null }
  const rows = await connection.query<Row>(statement, values)
  const items = rows.flatMap(({ count: _, found: __, rank: ___, ...lead }) => (lead.id === null ? [] : lead))
  const { count = 0, found = 0 } = rows[0] ?? {}
  return { items, count, more: sort === undefined && found > maxRankedLeads }
}
