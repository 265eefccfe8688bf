import type { QueryOf } from '../../contract/endpoints.ts'
import type { Lead } from '../../contract/lead.ts'
import type { Operation } from '../core/backend.ts'
import { explainQuery, pageMeta } from '../operations/explain-query.ts'
import { findAtokaLeads, listAtokaLeads, type AtokaLead } from './store/atoka-leads.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor, type AtokaSession } from './atoka-session.ts'
import { readStatuses } from './parse-responses.ts'
import { refreshLeads } from './refresh-leads.ts'
import { searchLeads } from './search-leads.ts'

type Query = QueryOf<'listLeads'>

/** Lists leads: with a search text from Atoka's directory, without one the opened leads with their state. */
export const listLeads =
  (context: AtokaContext): Operation<'listLeads'> =>
  async (caller, { query }) => {
    const { application } = caller
    const calling = await sessionFor(context, caller)
    const { toAtoka, toOurs } = calling.identities
    const scoped = context.database.of(application.id)
    const shown = ({ leadAssignee, ...lead }: Lead): Lead => ({
      ...lead,
      leadAssignee: leadAssignee && toOurs(leadAssignee),
    })

    const q = query.q?.trim() ?? ''
    if (q !== '' && !needsState(query)) {
      const found = await searchLeads(calling.read, { ...query, q })
      const known = await findAtokaLeads(
        scoped,
        application.id,
        found.items.map(({ id }) => id),
      )
      return {
        items: found.items.map(({ id, type, name }) => shown({ ...stateOf(known.get(id)), id, type, name })),
        meta: { ...pageMeta(query, 'relevance', found.count), info: [...found.info] },
        queryExplanation: explainQuery(
          'Companies and people in Atoka, in the order of its directory.',
          query,
        ),
      }
    }

    const { leadAssignee, sort = 'recent' } = query
    const { items, count } = await listAtokaLeads(scoped, application.id, {
      ...query,
      sort,
      q: q === '' ? undefined : q,
      leadAssignee: leadAssignee && toAtoka(leadAssignee),
      closing: query.open || query.quietSince !== undefined ? await readClosing(calling) : undefined,
    })
    const fresh = await refreshLeads(scoped, application.id, calling, items)
    return {
      items: fresh.map(withoutMemory).map(shown),
      meta: { ...pageMeta(query, sort, count), info: [remembered] },
      queryExplanation: explainQuery('Leads opened in Leadline, ordered by their state when last read.', {
        ...query,
        sort,
      }),
    }
  }

const remembered = 'Atoka cannot list leads by state; only leads opened in Leadline are listed.'

/** Whether a query filters by state, which the directory does not have. */
function needsState({ leadAssignee, unassigned, status, open, quietSince }: Query): boolean {
  return unassigned || open || [leadAssignee, status, quietSince].some((value) => value !== undefined)
}

/** Returns the statuses with which a lead is not open: the final and hidden ones of Atoka's funnel. */
async function readClosing({ read }: AtokaSession): Promise<string[]> {
  const statuses = readStatuses(await read('/v2/leadevents/statuses'))
  return statuses.filter(({ sink, hidden }) => sink || hidden).map(({ label }) => label)
}

function stateOf(known: AtokaLead | undefined): Omit<Lead, 'id' | 'type' | 'name'> {
  const {
    status = null,
    statusDate = null,
    leadAssignee = null,
    lastEventDate = null,
    eventCount = 0,
  } = known ?? {}
  return { status, statusDate, leadAssignee, lastEventDate, eventCount }
}

function withoutMemory({ nameReadAt: _, changes: __, stale: ___, ...lead }: AtokaLead): Lead {
  return lead
}
