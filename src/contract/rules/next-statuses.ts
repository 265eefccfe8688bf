import type { LeadStatus } from '../lead-status.ts'

/** The statuses that the screen offers, grouped; each list keeps the collection's order. */
export interface NextStatuses {
  /** the statuses that follow the lead's current one */
  readonly next: readonly LeadStatus[]
  readonly others: readonly LeadStatus[]
  /** the final statuses: won, lost */
  readonly sinks: readonly LeadStatus[]
}

/**
 * Returns the statuses to offer. "`previous` is the label before it (`null` first); `sink` marks a final status (won,
 * lost); the service accepts any label; the screen offers the next step first, then the others, final statuses
 * separately, hidden ones never." Source: contract, row "`previous`, `sink`, `hidden` of a status". The current
 * status is not offered, because choosing it would change nothing.
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
