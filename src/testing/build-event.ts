import type { LeadEvent } from '../contract/lead-event.ts'

/** Builds an event like those that the service returns; `more` overrides members. */
export function buildEvent(more: Partial<LeadEvent> = {}): LeadEvent {
  const date = more.date ?? '2026-11-20T10:00:00.000Z'
  return {
    id: 42,
    lead: 'ferrari',
    type: 'company',
    status: null,
    note: 'Rang, no answer.',
    noteVisibility: 'public',
    date,
    created: date,
    updateTime: date,
    owner: { id: 'giulia', name: 'Giulia Rossi', application: 'acme' },
    statusCollectionId: 'funnel-1',
    leadAssignee: null,
    ...more,
  }
}
