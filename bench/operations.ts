import { shiftInstant, toInstant, type Instant } from '../src/contract/instant.ts'
import type { Ordering } from '../src/contract/paging.ts'
import { createRandom } from '../src/service/demo/random.ts'
import { highlightEvents } from '../src/service/operations/events/highlight-events.ts'
import { listStatuses } from '../src/service/store/applications/applications.ts'
import type { Connection, Transactions } from '../src/service/store/connection/database.ts'
import { searchEvents } from '../src/service/store/search/event-search.ts'
import { listRecentEvents } from '../src/service/store/events/recent-events.ts'
import { findEventWithLead, listChanges, listEvents } from '../src/service/store/events/event-reads.ts'
import { readOverview } from '../src/service/store/leads/overview.ts'
import { readSearchTerms } from '../src/service/store/search/search-terms.ts'
import { createThroughDriver } from './create-through-driver.ts'
import type { ServiceRequest } from './http-client.ts'
import { application, manager, people, token } from './load/application.ts'
import { commonWord, fiftyLeads, longLead, rareWord } from './load/generate-events.ts'
import { inventNote } from './load/invent-note.ts'
import { plainChanges, plainEvent, plainEvents, plainList, plainListOfMany } from './plain-statements.ts'
import { writtenLeads } from './load/load-events.ts'

/**
 * An operation to measure: a request of the service, the same SQL without the service, and the simplest SQL for the
 * same rows.
 */
export interface Operation {
  readonly name: string
  /** `overview` grows with the leads */
  readonly kind: 'list' | 'other' | 'overview' | 'create' | 'picker'
  readonly request: () => ServiceRequest
  readonly throughDriver: (driver: Transactions) => Promise<unknown>
  readonly plain?: (driver: Transactions) => Promise<unknown>
}

/** Returns every operation to measure, on the same events whatever the database's size. */
export async function findOperations(database: Transactions): Promise<Operation[]> {
  const id = await someEvent(database)
  const lastChanges = await lastUpdateTimeBut100(database)
  return [
    list('1 lead, offset 0', [longLead], 0),
    list('1 lead, offset 9,950', [longLead], 9_950),
    list('50 leads, offset 0', fiftyLeads, 0),
    list('50 leads, offset 9,950', fiftyLeads, 9_950),
    {
      ...other('details', `/${id}`, async (driver) => findEventWithLead(driver, application.id, id)),
      plain: async (driver) => driver.query(plainEvent, [application.id, id]),
    },
    other('statuses', '/statuses', async (driver) => listStatuses(driver, application.id)),
    sync('sync, the first 100', undefined),
    sync('sync, the last 100', lastChanges),
    search(`search, a common word`, commonWord, await idsOf(database, commonWord)),
    search('search, a rare word', rareWord, await idsOf(database, rareWord)),
    recent('recent events', {}),
    recent('recent events of one user', { owner: people[0]?.id ?? '' }),
    overview(),
    create(),
  ]
}

function other(name: string, path: string, throughDriver: Operation['throughDriver']): Operation {
  const request = { path: withToken(`/v2/leadevents${path}`) }
  return { name, kind: 'other', request: () => request, throughDriver }
}

const page = { ordering: 'newest' as Ordering, offset: 0, limit: 50 }

function list(name: string, leads: readonly string[], offset: number): Operation {
  const query = { ...page, leads, offset }
  const path = `?leads=${leads.join(',')}&offset=${offset}&limit=${query.limit}`
  const throughDriver = async (driver: Transactions) => listEvents(driver, application.id, query)
  const [lead, ...others] = leads
  const [statement, selected] = others.length === 0 ? [plainList, lead] : [plainListOfMany, leads]
  return {
    ...other(name, path, throughDriver),
    kind: 'list',
    plain: async (driver) => driver.query(statement, [application.id, selected, offset, page.limit]),
  }
}

function sync(name: string, fromUpdateTime: Instant | undefined): Operation {
  const query = { from: fromUpdateTime ?? '-infinity', offset: 0, limit: 100 }
  const path = `/sync${fromUpdateTime === undefined ? '' : `?fromUpdateTime=${fromUpdateTime}`}`
  return {
    ...other(name, path, async (driver) => listChanges(driver, application.id, query)),
    plain: async (driver) => driver.query(plainChanges, [application.id, query.from, query.limit]),
  }
}

function search(name: string, word: string, ids: readonly number[]): Operation {
  const throughDriver = async (driver: Transactions) => {
    const terms = await readSearchTerms(driver, [{ text: word }])
    // also queries the database for the words of the page's notes
    return searchEvents(driver, application.id, { ...page, terms }, highlightEvents(terms))
  }
  return {
    ...other(name, `/search?q=${word}`, throughDriver),
    // reads the found events without searching
    plain: async (driver) => driver.query(plainEvents, [application.id, ids]),
  }
}

function recent(name: string, filter: { readonly owner?: string }): Operation {
  const path = `/recent?${new URLSearchParams({ ...filter, limit: String(page.limit) }).toString()}`
  return other(name, path, async (driver) =>
    listRecentEvents(driver, application.id, { ...filter, offset: page.offset, limit: page.limit }),
  )
}

/** The figures of all leads, and of the events of the last day and week. */
export function overview(): Operation {
  const path = withToken(`/v2/overview?appUserId=${manager.id}`)
  const day = 86_400_000
  return {
    name: 'overview',
    kind: 'overview',
    request: () => ({ path }),
    throughDriver: async (driver) => {
      const now = toInstant(Date.now())
      return readOverview(driver, application.id, {
        user: undefined,
        today: shiftInstant(now, -day),
        week: shiftInstant(now, -7 * day),
        quietSince: shiftInstant(now, -30 * day),
        since: shiftInstant(now, -day),
        daysSince: (instant) => Math.floor((Date.parse(now) - Date.parse(instant)) / day),
      })
    },
  }
}

async function idsOf(database: Transactions, word: string): Promise<number[]> {
  const terms = await readSearchTerms(database, [{ text: word }])
  const { items } = await searchEvents(database, application.id, { ...page, terms })
  return Array.isArray(items) ? items.map(({ id }) => id) : []
}

function create(): Operation {
  const random = createRandom(1)
  const owner = people[0]?.id ?? ''
  let written = 0
  const next = () => ({ lead: writtenLeads[++written % writtenLeads.length] ?? '', note: inventNote(random) })
  return {
    name: 'create',
    kind: 'create',
    request: () => {
      const form = new URLSearchParams({ token, appUserId: owner, type: 'company', ...next() })
      return { path: '/v2/leadevents', form: form.toString() }
    },
    throughDriver: async (driver) => createThroughDriver(driver, { ...next(), owner }),
  }
}

export function withToken(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}token=${token}`
}

async function someEvent(database: Transactions): Promise<number> {
  const query = { ...page, leads: [longLead], offset: 5_000, limit: 1 }
  const { items } = await listEvents(database, application.id, query)
  const [item] = Array.isArray(items) ? items : []
  if (item === undefined) throw new Error('the measured lead has no events')
  return item.id
}

async function lastUpdateTimeBut100(connection: Connection): Promise<Instant> {
  const statement = {
    name: 'last-update-time-but-100',
    text: `select update_time time from lead_event where application_id = $1
      order by update_time desc, id desc offset 99 limit 1`,
  }
  const [row] = await connection.query<{ time: Instant }>(statement, [application.id])
  if (row === undefined) throw new Error('the database has no events')
  return row.time
}
