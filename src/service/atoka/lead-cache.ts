import type { LeadEvent } from '../../contract/lead-event.ts'
import { advanceAtokaLeads, markAtokaLeadChanged, noteAtokaEvent } from './store/atoka-lead-changes.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import type { UserMapping } from './user-mapping.ts'

/** What an event says of its lead, as the service answers it. */
export type ObservedEvent = Pick<LeadEvent, 'lead' | 'type' | 'date' | 'status' | 'leadAssignee'>

/**
 * Keeps what is remembered of leads in step with what happens to them. Nothing here throws: what failed is reported, and
 * the lead is read anew when it is next opened.
 */
export interface LeadCache {
  /** after an event was logged: its lead is remembered from here on */
  logged(applicationId: string, event: ObservedEvent): Promise<void>
  /** events that were read, in any order; only leads that are remembered already take them in */
  saw(applicationId: string, events: readonly ObservedEvent[]): Promise<void>
  /** after a correction or a deletion: the lead's state may be another one */
  forgetState(applicationId: string, lead: string): Promise<void>
}

/** Keeps it in the service's own database. */
export function createLeadMemory({
  database,
  identities,
  report,
}: {
  readonly database: Database
  readonly identities: (applicationId: string) => Promise<UserMapping>
  readonly report: (error: unknown) => void
}): LeadCache {
  const quietly = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      report(error)
    }
  }
  const theirs = async (applicationId: string) => {
    const { toAtoka } = await identities(applicationId)
    return <Event extends ObservedEvent>(event: Event): Event => ({
      ...event,
      leadAssignee: event.leadAssignee === null ? null : toAtoka(event.leadAssignee),
    })
  }
  const of = (applicationId: string): Connection => database.of(applicationId)

  return {
    logged: async (applicationId, event) =>
      quietly(async () =>
        noteAtokaEvent(of(applicationId), applicationId, (await theirs(applicationId))(event)),
      ),
    saw: async (applicationId, events) =>
      quietly(async () => {
        if (events.length === 0) return
        await advanceAtokaLeads(of(applicationId), applicationId, events.map(await theirs(applicationId)))
      }),
    forgetState: async (applicationId, lead) =>
      quietly(async () => markAtokaLeadChanged(of(applicationId), applicationId, lead)),
  }
}
