import type { EventEffect } from '../../../contract/overview.ts'
import type { Transactions } from '../connection/database.ts'
import { collectValues } from '../connection/statement-values.ts'
import { columnConditions, type ColumnFilter } from './column-filter.ts'
import { hasEffect } from './event-effects.ts'
import { nameLeads } from './name-leads.ts'
import { pageStatements, readPage, type EventPage } from './read-page.ts'

/** A filter of the application's events. */
export interface RecentFilter extends ColumnFilter {
  /** what the events changed on their leads */
  readonly change?: EventEffect | undefined
  readonly offset: number
  readonly limit: number
}

/** The events that match are counted up to this number, or to the end of the page. */
const maxCountedEvents = 50_000

/** Returns a page of the application's events, newest first; `more`: the count is a lower bound. */
export async function listRecentEvents(
  scoped: Transactions,
  applicationId: string,
  { change, offset, limit, ...filter }: RecentFilter,
): Promise<EventPage & { more: boolean }> {
  const { values, addValue } = collectValues(applicationId)
  const where = [
    'e.application_id = $1',
    'e.deleted_at is null',
    ...columnConditions(filter, addValue),
    ...(change === undefined ? [] : [hasEffect(change)]),
  ].join(' and ')
  const enough = Math.max(offset + limit, maxCountedEvents) + 1
  const selection = {
    selected: `selected as materialized (
        select e.id, e.date from lead_event e where ${where}
        order by e.date desc, e.id desc offset ${addValue(offset)} limit ${addValue(limit)}
      )`,
    order: 'date desc, id desc',
    count: `(select count(*) from (select from lead_event e where ${where} limit ${addValue(enough)}) counted)`,
  }
  const given = Object.entries({ ...filter, change }).filter(([, value]) => value !== undefined)
  const name = ['recent-events', ...given.map(([key]) => key), change ?? ''].join('-')
  const page = await readPage(
    scoped,
    applicationId,
    pageStatements(selection, name),
    { values, limit },
    nameLeads(applicationId),
  )
  return { ...page, more: page.count === enough }
}
