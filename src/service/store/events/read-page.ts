import type { LeadEvent } from '../../../contract/lead-event.ts'
import { WrittenItems } from '../../core/written-items.ts'
import type { Connection, Statement, Transactions } from '../connection/database.ts'
import { readEvents, toPage, type EventRow, type EventSelection } from './event-page.ts'

/**
 * The number of events that are read, and serialised as JSON, at once: some milliseconds of the service, even with
 * notes of maximum length.
 */
export const eventsOfSlice = 100

/** A page of events; if it is longer than one slice, as JSON. */
export interface EventPage {
  readonly items: LeadEvent[] | WrittenItems
  readonly count: number
}

/** Processes the events of a page before they are returned, for example to add highlights. */
export type EditEvents = (connection: Connection, events: LeadEvent[]) => Promise<LeadEvent[]>

/** The statements that read a page: all of it, its keys, and its events with some IDs. */
export interface PageStatements {
  readonly page: Statement
  readonly keys: Statement
  readonly slice: Statement
}

/**
 * Creates the statements of a selection. `$1` is the application, the selection's other values follow; `selected`
 * has the columns of the order and `id`.
 */
export function pageStatements(selection: EventSelection, name?: string): PageStatements {
  const { selected, order, count = '0', consecutive = false } = selection
  const keys = `with ${selected} select ${count} count, (select json_agg(id order by ${order}) from selected) ids`
  return {
    page: { ...(name !== undefined && { name }), text: readEvents(selection) },
    keys: { ...(name !== undefined && { name: `${name}-keys` }), text: keys },
    slice: {
      name: `lead-events-of-slice-${order.replaceAll(/\W+/g, '-')}${consecutive ? '-consecutive' : ''}`,
      text: readEvents({ selected: 'selected as (select unnest($2::bigint[]) id)', order, consecutive }),
    },
  }
}

interface KeysRow {
  readonly count: number
  readonly ids: readonly number[] | null
}

/**
 * Reads a page of at most `limit` events. A page of more than one slice is read in one snapshot, its keys first, so
 * that all slices are consistent with one another and with the count.
 */
export async function readPage(
  scoped: Transactions,
  applicationId: string,
  { page, keys, slice }: PageStatements,
  { values, limit }: { readonly values: readonly unknown[]; readonly limit: number },
  edit: EditEvents = async (_connection, events) => events,
): Promise<EventPage> {
  if (limit <= eventsOfSlice) {
    const { items, count } = toPage(applicationId, await scoped.query<EventRow>(page, values))
    return { items: await edit(scoped, items), count }
  }
  return scoped.snapshot(async (connection) => {
    const [row] = await connection.query<KeysRow>(keys, values)
    const items = new WrittenItems()
    const ids = row?.ids ?? []
    for (let first = 0; first < ids.length; first += eventsOfSlice) {
      const sliceIds = ids.slice(first, first + eventsOfSlice)
      const rows = await connection.query<EventRow>(slice, [applicationId, sliceIds])
      items.add(await edit(connection, toPage(applicationId, rows).items))
    }
    return { items, count: row?.count ?? 0 }
  })
}
