import { shiftInstant } from '../../contract/instant.ts'
import type { Lead } from '../../contract/lead.ts'
import { ParseIssue, leadId } from '../../contract/params.ts'
import type { Operation } from '../core/backend.ts'
import { explainQuery } from '../operations/explain-query.ts'
import { Problem } from '../core/problem.ts'
import { findAtokaLeads, writeAtokaLead } from './store/atoka-leads.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { lookUp, type DirectoryLookup } from './directory-lookup.ts'
import { readLeadState, maxEventsForState } from './lead-state.ts'

/** Milliseconds for which a name is not looked up again: each look-up may be charged, and names rarely change. */
const nameValidMs = 24 * 60 * 60 * 1000

/** Returns one lead: its name from the directory, its state from its events. It is cached from then on. */
export const getLead =
  (context: AtokaContext): Operation<'getLead'> =>
  async (caller, { id }) => {
    if (leadId(id) instanceof ParseIssue) throw unknownLead()
    const { database, clock } = context
    const { application } = caller
    const calling = await sessionFor(context, caller)
    const scoped = database.of(application.id)
    const known = (await findAtokaLeads(scoped, application.id, [id])).get(id)
    const now = clock()
    const nameReadAt = known?.nameReadAt ?? null
    const nameHolds = nameReadAt !== null && nameReadAt > shiftInstant(now, -nameValidMs)
    const [{ isCertain, type, ...state }, { entry, failure }] = await Promise.all([
      readLeadState(calling, id, known?.stale === false ? known : undefined),
      nameHolds ? nothingAsked : lookUp(calling.read, id, known?.type),
    ])
    if (known === undefined && entry === undefined && state.eventCount === 0) throw failure ?? unknownLead()

    const lead = {
      id,
      type: type ?? entry?.type ?? known?.type ?? 'company',
      name: entry?.name ?? known?.name ?? null,
      ...state,
    } satisfies Lead
    await writeAtokaLead(scoped, application.id, {
      ...lead,
      leadAssignee: lead.leadAssignee && calling.identities.toAtoka(lead.leadAssignee),
      nameReadAt: nameHolds || failure ? nameReadAt : now,
      changes: known?.changes ?? 0,
    })
    return {
      item: lead,
      queryExplanation: explainQuery(
        isCertain
          ? `The lead ${id}.`
          : `The lead ${id}. Its ${maxEventsForState} latest events set no status; earlier events were not read.`,
        { id },
      ),
    }
  }

const nothingAsked: DirectoryLookup = { entry: undefined, failure: undefined }

function unknownLead(): Problem {
  return new Problem('not_found', 'No lead with this ID exists in your application.')
}
