import { Problem } from '../core/problem.ts'
import { writeAtokaLead, type AtokaLead } from './store/atoka-leads.ts'
import type { Connection } from '../store/connection/database.ts'
import type { AtokaSession } from './atoka-session.ts'
import { readLeadState } from './lead-state.ts'

/** Leads of one page that are read anew: what changes between two looks at a list is few. */
const most = 10

/**
 * The leads of a page, with those read anew that something happened to since; where that fails, or for more than ten, they
 * stay as they were last read.
 */
export async function refreshLeads(
  connection: Connection,
  applicationId: string,
  calling: AtokaSession,
  leads: readonly AtokaLead[],
): Promise<AtokaLead[]> {
  const stale = new Set(leads.filter((lead) => lead.stale).slice(0, most))
  return Promise.all(
    leads.map(async (lead) => {
      if (!stale.has(lead)) return lead
      try {
        const { type, sure: _, ...state } = await readLeadState(calling, lead.id)
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
