import { Problem } from '../core/problem.ts'
import { writeAtokaLead, type AtokaLead } from './store/atoka-leads.ts'
import type { Connection } from '../store/connection/database.ts'
import type { AtokaSession } from './atoka-session.ts'
import { readLeadState } from './lead-state.ts'

/** The maximum number of leads of one page that are refreshed: few change between two requests of a list. */
const maxRefreshed = 10

/**
 * Returns the leads of a page and refreshes those that have changed since they were read; beyond ten, or if that
 * fails, they keep their cached state.
 */
export async function refreshLeads(
  connection: Connection,
  applicationId: string,
  calling: AtokaSession,
  leads: readonly AtokaLead[],
): Promise<AtokaLead[]> {
  const stale = new Set(leads.filter((lead) => lead.stale).slice(0, maxRefreshed))
  return Promise.all(
    leads.map(async (lead) => {
      if (!stale.has(lead)) return lead
      try {
        const { type, isCertain: _, ...state } = await readLeadState(calling, lead.id)
        const leadAssignee = state.leadAssignee && calling.identities.toAtoka(state.leadAssignee)
        const fresh = { ...lead, ...state, leadAssignee, type: type ?? lead.type }
        await writeAtokaLead(connection, applicationId, fresh)
        return fresh
      } catch (error) {
        if (error instanceof Problem) return lead
        throw error
      }
    }),
  )
}
