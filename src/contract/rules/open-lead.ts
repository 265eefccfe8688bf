import type { LeadStatus } from '../lead-status.ts'

/** Days without an event after which an open lead is quiet. Source: contract, "Open and quiet": "30 days or more". */
export const quietAfterDays = 30

/**
 * Whether a lead with this status is open. "A lead is *open* if its status is neither final (a sink) nor hidden; a lead
 * without a status is open." Source: contract, "Open and quiet".
 */
export function isOpen(
  { status }: { readonly status: string | null },
  statuses: readonly LeadStatus[],
): boolean {
  return !statuses.some(({ label, sink, hidden }) => (sink || hidden) && label === status)
}
