import type { Lead, LeadSort } from '../../../contract/lead.ts'
import { cutKey, parseNameSearch } from '../../../contract/search/name-search.ts'
import type { Connection } from '../connection/database.ts'
import { collectValues, type AddValue } from '../connection/statement-values.ts'
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

/** The maximum number of matching keys that are counted, and ranked if there are no more; a lead may have several. */
export const maxRankedLeads = 1_000

/** The number of keys or leads up to which all of them are looked up; others are counted as common. */
const maxRareMatches = 2_000

/** Of a common search: the number of leads, the most recent first, and of keys in which matches are looked for. */
const sampledLeads = 200
const sampledKeys = 400

/** The number of matches in a sample from which on it is enough. */
const minSampledMatches = 25

/** Of a common search: the number of matching keys that are ranked beside the most recent leads. */
const rankedKeys = 100

/** The maximum number of terms for which the statement is prepared. */
const maxPreparedTerms = 3

/** The greatest character in the collation "C": a term followed by it is after every key that begins with the term. */
const greatestCharacter = '\u{10ffff}'

/**
 * Where matches are looked for: in the leads that the filters select, in the keys of one term, in a sample of both if all
 * are common, or in the keys of all terms.
 */
type Source = 'leads' | 'keys' | 'sample' | 'all'

/**
 * Returns a page of the leads whose names or IDs match. The best match comes first: the ID itself, the whole name, a name
 * that begins with the terms or one of them, then the others; among equals, the most recent. `more` means that others may
 * match too.
 *
 * The cost does not depend on how common a word is. Up to `maxRankedLeads` matches, all are ranked. Of more, those among the
 * most recent leads and the first keys are ranked, and the other counted ones follow by key. With a `sort`, all matches are
 * read and the count is exact.
 */
export async function searchLeads(
  connection: Connection,
  applicationId: string,
  search: LeadSearch,
  conditions: readonly LeadCondition[],
): Promise<{ items: Lead[]; count: number; more: boolean }> {
  if (search.terms.length === 0) return { items: [], count: 0, more: false }
  const byLength = search.terms.toSorted((a, b) => b.length - a.length)
  const read = async (source: Source, terms: readonly string[]) =>
    readMatches(connection, applicationId, { ...search, terms }, conditions, source)
  if (search.sort !== undefined) return read('all', byLength)
  const { source, terms } = await chooseSource(connection, applicationId, byLength, conditions)
  const found = await read(source, terms)
  // the terms are common, but few names contain all of them
  return source === 'sample' && found.count < minSampledMatches ? read('all', terms) : found
}

/** Returns the condition that a key begins with a term. */
function rangeOf(key: string, term: string, addValue: AddValue): string {
  return `${key} >= ${addValue(term)} and ${key} < ${addValue(`${term}${greatestCharacter}`)}`
}

/** Counts up to a limit, to find out whether matches are few; puts the rarest term first. */
async function chooseSource(
  connection: Connection,
  applicationId: string,
  terms: readonly string[],
  conditions: readonly LeadCondition[],
): Promise<{ source: Source; terms: readonly string[] }> {
  const { values, addValue } = collectValues(applicationId)
  const { sql: filters, names } = applyConditions(conditions, addValue)
  // their statement reads a limited number of keys in any case
  if (terms.length === 1 && filters.length === 0) return { source: 'keys', terms }
  const count = async (name: string, matching: readonly string[], given: unknown[]) => {
    const counts = matching.map(
      (rows) => `(select count(*) from (select from ${rows} limit ${maxRareMatches + 1}) counted)`,
    )
    const [row] = await connection.query<{ counts: number[] }>(
      { name: `count-${name}`, text: `select array[${counts.join(', ')}]::int[] counts` },
      given,
    )
    return row?.counts ?? []
  }
  const keys = collectValues(applicationId)
  const counts = await count(
    `keys-${terms.length}`,
    terms.map(
      (term) => `lead_key k where k.application_id = $1 and ${rangeOf('k.key', term, keys.addValue)}`,
    ),
    keys.values,
  )
  const sorted = terms
    .map((term, index) => ({ term, count: counts[index] ?? 0 }))
    .toSorted((one, other) => one.count - other.count)
  const rarestFirst = sorted.map(({ term }) => term)
  if ((sorted[0]?.count ?? 0) <= maxRareMatches) return { source: 'keys', terms: rarestFirst }
  if (filters.length === 0) return { source: 'sample', terms: rarestFirst }
  const leads = `lead where ${['application_id = $1', ...filters].join(' and ')}`
  const [leadCount = 0] = await count(['leads', ...names].join('-'), [leads], values)
  return { source: leadCount <= maxRareMatches ? 'leads' : 'sample', terms: rarestFirst }
}

/** The SQL of a search, and what it is built from. */
interface SearchParts {
  /** the rarest term first */
  readonly terms: readonly string[]
  /** all terms without spaces, in the order in which they were typed */
  readonly joined: string
  /** the conditions on `lead` */
  readonly filters: readonly string[]
  readonly source: Source
  readonly addValue: AddValue
}

/** Returns the SQL of how well a key matches: less for earlier words, those of the name before those of the ID, and for equal keys. */
function gradeOf(key: string, joined: string): string {
  return `2 * ${key}.place + (${key}.key <> ${joined})::int`
}

/** Returns the condition that a lead has a key that begins with a term. */
function hasKey(lead: string, term: string, addValue: AddValue): string {
  return `(select true from lead_key o where o.application_id = $1 and o.lead = ${lead} and ${rangeOf('o.key', term, addValue)} limit 1)`
}

/** Returns a query for the leads that match, each as often as its keys do, with the grades of those keys. */
function matchesOf(parts: SearchParts): string {
  const { terms, joined, filters, source, addValue } = parts
  const filtered = (and = '') =>
    `select id from lead where ${['application_id = $1', ...filters].join(' and ')}${and}`
  if (source === 'leads') return matchingLeads(filtered(), parts)
  const [first = '', ...others] = terms
  const also = (term: string) =>
    source === 'all'
      ? `k.lead in (select o.lead from lead_key o where o.application_id = $1 and ${rangeOf('o.key', term, addValue)})`
      : hasKey('k.lead', term, addValue)
  const passes =
    filters.length === 0
      ? []
      : [
          source === 'all'
            ? `k.lead in (${filtered()})`
            : `(select true from (${filtered(' and id = k.lead')}) l)`,
        ]
  const whole = addValue(joined)
  const matching = (term: string, conditions: readonly string[], keys: string) =>
    `(select k.lead, ${gradeOf('k', whole)} grade from (
        select k.lead, k.key, k.place from lead_key k
        where k.application_id = $1 and ${rangeOf('k.key', term, addValue)} order by k.key ${keys}
      ) k ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`} order by k.key)`
  const keys = source === 'sample' ? `limit ${sampledKeys}` : ''
  const each = matching(first, [...others.map(also), ...passes], keys)
  return others.length === 0 ? each : `${matching(joined, passes, keys)} union all ${each}`
}

/** Returns a query for the leads of another one, `select id …`, that match, with the grade of their best key. */
function matchingLeads(leads: string, { terms, joined, addValue }: SearchParts): string {
  const [first = '', ...others] = terms
  const best = (term: string) =>
    `(select min(${gradeOf('o', addValue(joined))}) from lead_key o
      where o.application_id = $1 and o.lead = l.id and ${rangeOf('o.key', term, addValue)})`
  if (others.length === 0)
    return `select id lead, grade from (select l.id, ${best(first)} grade from (${leads}) l) l where grade is not null`
  const all = terms.map((term) => hasKey('l.id', term, addValue)).join(' and ')
  return `select l.id lead, null::int grade from (${leads}) l where (${all}) or ${hasKey('l.id', joined, addValue)}`
}

/** Reads a page of the matches; the first of the terms should be the rarest. */
async function readMatches(
  connection: Connection,
  applicationId: string,
  { terms, q, sort, offset, limit }: LeadSearch,
  conditions: readonly LeadCondition[],
  source: Source,
): Promise<{ items: Lead[]; count: number; more: boolean }> {
  const { values, addValue } = collectValues(applicationId)
  const { sql: filters, names } = applyConditions(conditions, addValue)
  const parts = { terms, joined: cutKey(parseNameSearch(q).join('')), filters, source, addValue }
  const page = sort === undefined ? rankedLeads(parts, q) : sortedLeads(parts, sort)
  const statement = {
    // prepares few statements, because searches with more terms are rare
    ...(terms.length <= maxPreparedTerms && {
      name: ['search-leads', source, terms.length, sort ?? 'best', ...names].join('-'),
    }),
    text: `with ${page}, page as (
        select lead, position from listed order by position offset ${addValue(offset)} limit ${addValue(limit)}
      )
      select least(size, ${sort === undefined ? maxRankedLeads + 1 : 'size'})::int count, common more, read.*
      from (select (select count(*) from listed) size, common from sizes) total
      left join (
        select ${leadColumns}, position from page cross join lateral (
          select * from lead where application_id = $1 and id = page.lead limit 1
        ) l
      ) read on true
      order by position`,
  }
  type Row = Lead & { count: number; more: boolean; position: number; id: string | null }
  const rows = await connection.query<Row>(statement, values)
  const items = rows.flatMap(({ count: _, more: __, position: ___, ...lead }) =>
    lead.id === null ? [] : lead,
  )
  const { count = 0, more = false } = rows[0] ?? {}
  return { items, count, more }
}

/** Returns the common table expressions of all matches in the order of a sort. */
function sortedLeads(parts: SearchParts, sort: LeadSort): string {
  return `sizes as (select false common), listed as (
      select id lead, row_number() over (order by ${orderOf(sort).table}) position
      from (select * from lead where application_id = $1 and id in (select lead from (${matchesOf(parts)}) match)) l
    )`
}

/**
 * Returns the common table expressions of a search with the best match first. If there are more matches than are ranked,
 * those among the most recent leads, those with the searched name, and the first ones by key are ranked.
 */
function rankedLeads(parts: SearchParts, q: string): string {
  const { joined, filters, source, addValue } = parts
  const isCommon = source === 'sample' ? 'true' : `(select count(*) from found) > ${maxRankedLeads}`
  const recent = orderOf('recent').table
  const latest = `select * from lead where application_id = $1 order by ${recent} limit ${sampledLeads}`
  const filtered = ['application_id = $1', ...filters].join(' and ')
  return `found as materialized (
      select lead, grade, row_number() over () place from (select * from (${matchesOf(parts)}) match limit ${maxRankedLeads + 1}) match
    ), sizes as materialized (select ${isCommon} common),
    ranked as materialized (
      select lead, min(grade) grade from (
        select lead, grade from found
        where place <= case when (select common from sizes) then ${rankedKeys} else ${maxRankedLeads} end
        union all
        ${matchingLeads(`select id from (${latest}) l where ${['(select common from sizes)', ...filters].join(' and ')}`, parts)}
        union all
        select k.lead, ${gradeOf('k', addValue(joined))} from (
            select lead, key, place from lead_key
            where (select common from sizes) and application_id = $1 and key = ${addValue(joined)} limit ${maxRareMatches}
          ) k
          join lead on ${filtered} and id = k.lead
          where k.place in (1, 101)
      ) match group by lead
    ), listed as materialized (
      select lead, row_number() over (order by rank, ${recent}) position
      from (select ranked.lead, l.* from ranked cross join lateral (${rankingOf(parts, q)} limit 1) l) l
      union all
      select lead, ${maxRankedLeads * 10} + min(place) from found
      where (select common from sizes) and lead not in (select lead from ranked) group by lead
    )`
}

/** Returns a query for the rank of `ranked.lead`, its ID and the date of its latest event. */
function rankingOf({ terms, joined, addValue }: SearchParts, q: string): string {
  const isId = `id = ${addValue(q.trim())}`
  const lead = 'from lead where application_id = $1 and id = ranked.lead'
  // `gradeOf` of the first word's key: that of a name begins at 2, that of an ID without a name at 202
  if (terms.length === 1) {
    return `select id, last_event_date, case when ${isId} or grade = 2 or (grade = 202 and name is null) then 0
        when grade = 3 or (grade = 203 and name is null) then 1 else 3 end rank ${lead}`
  }
  const whole = addValue(joined)
  return `select id, last_event_date, case when ${isId} or whole = ${whole} then 0
      when starts_with(whole, ${whole}) then 1
      when exists (select from unnest(${addValue(terms)}::text[]) term where starts_with(whole, term)) then 2 else 3 end rank
    from (select id, last_event_date, (
        select key from lead_key where application_id = $1 and lead = ranked.lead and place in (1, 101) order by place limit 1
      ) whole ${lead}) l`
}
