import type { QueryOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit, maxListOffset, type Ordering } from '../../contract/paging.ts'
import type { Operation } from '../core/backend.ts'
import { explainQuery, pageMeta } from '../operations/explain-query.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor, type AtokaSession } from './atoka-session.ts'
import { mergeParts } from './merge-pages.ts'
import { readPage, infoFor, type ReadPage } from './parse-responses.ts'
import { splitLeads } from './split-leads.ts'

/** The path of the list in the reference. */
export const eventsPath = '/v2/leadevents'

type Page = Pick<QueryOf<'listEvents'>, 'leads' | 'offset' | 'limit' | 'ordering'>

/**
 * Lists the events of some leads. Filters beyond the reference are ignored, as Atoka ignores unknown parameters. More
 * leads than fit in a URL are requested in several lists, which are merged here.
 */
export const listEvents =
  (context: AtokaContext): Operation<'listEvents'> =>
  async (caller, { query }) => {
    const { leads, offset, limit, ordering } = query
    const requested = { leads, offset, limit, ordering }
    const calling = await sessionFor(context, caller)
    const lists = splitLeads(leads)
    const { read, pages, count } =
      lists.length === 1 ? await readOne(calling, requested) : await readMany(calling, lists, requested)
    const items = read.filter((item) => item !== undefined)
    await context.memory.saw(caller.application.id, items)
    const which = leads.length === 1 ? 'one lead' : `${leads.length} leads`
    return {
      items,
      meta: {
        ...pageMeta(query, ordering, count),
        info: infoFor(pages),
        obfuscated: Object.assign({}, ...pages.map(({ obfuscated }) => obfuscated)),
      },
      queryExplanation: explainQuery(`Events of ${which}, ${ordering} first by date.`, requested),
    }
  }

/** Reads one page of events from Atoka, which may not accept a limit of 0. */
export async function readEvents(calling: AtokaSession, { limit, ...rest }: Page): Promise<ReadPage> {
  const response = await calling.read(eventsPath, { ...rest, limit: Math.max(limit, 1) })
  return readPage(response, calling.identities)
}

async function readOne(calling: AtokaSession, requested: Page) {
  const page = await readEvents(calling, requested)
  const read = page.items.slice(0, requested.limit)
  return { read, pages: [{ ...page, items: read }], count: page.count ?? requested.offset + read.length }
}

async function readMany(
  calling: AtokaSession,
  lists: readonly string[][],
  { offset, limit, ordering }: Page,
) {
  const step = Math.min(Math.max(limit, 50), maxLimit)
  const pages: ReadPage[] = []
  const parts = await Promise.all(
    lists.map(async (leads) => {
      const readFrom = async (from: number) => {
        // Atoka returns nothing beyond this offset, and neither do we
        if (from > maxListOffset) return { items: [], count: undefined, info: [], obfuscated: {} }
        return readEvents(calling, { leads, offset: from, limit: step, ordering })
      }
      const first = await readFrom(0)
      pages.push(first)
      return {
        count: first.count ?? first.items.length,
        read: async (from: number) => {
          if (from === 0) return first.items
          const page = await readFrom(from)
          pages.push(page)
          return page.items
        },
      }
    }),
  )
  const read = await mergeParts(parts, inOrder(ordering), { offset, limit })
  return { read, pages, count: parts.reduce((sum, { count }) => sum + count, 0) }
}

/** "By `date`, ties by `id` in the same direction." Source: contract, row `ordering`. */
function inOrder(ordering: Ordering) {
  return ordering === 'oldest' ? isEarlier : (one: LeadEvent, other: LeadEvent) => isEarlier(other, one)
}

function isEarlier(one: LeadEvent, other: LeadEvent): boolean {
  return one.date === other.date ? one.id < other.id : one.date < other.date
}
