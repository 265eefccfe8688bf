import type { LeadStatus } from '../lead-status.ts'

/** The statuses that the screen offers, grouped; each list keeps the collection's order. */
export interface NextStatuses {
  /** the steps that follow the lead's present status */
  readonly next: readonly LeadStatus[]
  readonly others: readonly LeadStatus[]
  /** the ends of the funnel: won, lost */
  readonly sinks: readonly LeadStatus[]
}

/**
 * "`previous` is the label before it (`null` first); `sink` ends it; the service accepts any label, the screen offers
 * the next step first, then the others, sinks apart, hidden never." Source: contract, row "`previous`, `sink`,
 * `hidden` of a status". The present status is not among them: to keep it is to change nothing.
 */
export function nextStatuses(statuses: readonly LeadStatus[], current: string | null): NextStatuses {
  const offered = statuses.filter((status) => !status.hidden && status.label !== current)
  const follows = (status: LeadStatus) => !status.sink && status.previous === current
  return {
    next: offered.filter(follows),
    others: offered.filter((status) => !status.sink && !follows(status)),
    sinks: offered.filter((status) => status.sink),
  }
}
