import type { LeadEvent } from '../../contract/lead-event.ts'
import { advanceAtokaLeads, markAtokaLeadChanged, cacheAtokaEvent } from './store/atoka-lead-changes.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import type { UserMapping } from './user-mapping.ts'

/** The parts of an event that determine its lead's state. */
export type ObservedEvent = Pick<LeadEvent, 'lead' | 'type' | 'date' | 'status' | 'leadAssignee'>

/**
 * Keeps the cached leads consistent with their events. It never throws: failures are reported, and the lead is read
 * again when it is next opened.
 */
export interface LeadCache {
  /** called after an event was logged: its lead is cached from then on */
  logged(applicationId: string, event: ObservedEvent): Promise<void>
  /** called with events that were read, in any order; only leads that are already cached are updated */
  saw(applicationId: string, events: readonly ObservedEvent[]): Promise<void>
  /** called after an update or a deletion, which may have changed the lead's state */
  forgetState(applicationId: string, lead: string): Promise<void>
}

/** Creates the cache in the service's own database. */
export function createLeadCache({
  database,
  identities,
  report,
}: {
  readonly database: Database
  readonly identities: (applicationId: string) => Promise<UserMapping>
  readonly report: (error: unknown) => void
}): LeadCache {
  const reportErrors = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      report(error)
    }
  }
  const withAtokaAssignee = async (applicationId: string) => {
    const { toAtoka } = await identities(applicationId)
    return <Event extends ObservedEvent>(event: Event): Event => ({
      ...event,
      leadAssignee: event.leadAssignee === null ? null : toAtoka(event.leadAssignee),
    })
  }
  const of = (applicationId: string): Connection => database.of(applicationId)

  return {
    logged: async (applicationId, event) =>
      reportErrors(async () =>
        cacheAtokaEvent(of(applicationId), applicationId, (await withAtokaAssignee(applicationId))(event)),
      ),
    saw: async (applicationId, events) =>
      reportErrors(async () => {
        if (events.length === 0) return
        await advanceAtokaLeads(
          of(applicationId),
          applicationId,
          events.map(await withAtokaAssignee(applicationId)),
        )
      }),
    forgetState: async (applicationId, lead) =>
      reportErrors(async () => markAtokaLeadChanged(of(applicationId), applicationId, lead)),
  }
}
