import { toInstant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'

const moment = toInstant(Date.parse('2026-03-12T10:42:00Z'))

/** For tests: creates an event, with the given fields replaced. */
export function exportedEvent(changed: Partial<LeadEvent> = {}): LeadEvent {
  return {
    id: 7,
    lead: 'a1',
    type: 'company',
    status: null,
    note: null,
    noteVisibility: 'public',
    date: moment,
    created: moment,
    owner: { id: 'giulia', name: 'Giulia Rossi', application: 'acme' },
    updateTime: moment,
    statusCollectionId: 'funnel-1',
    leadAssignee: null,
    ...changed,
  }
}
