import type { Lead } from '../contract/lead.ts'

/** Builds a lead like those that the service returns, with one event and nothing else known; `more` overrides members. */
export function buildLead(id: string, more: Partial<Lead> = {}): Lead {
  return {
    id,
    type: 'company',
    name: null,
    status: null,
    statusDate: null,
    leadAssignee: null,
    lastEventDate: null,
    eventCount: 1,
    ...more,
  }
}
