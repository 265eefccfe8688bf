import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useGetLead } from '../api/queries.ts'

/**
 * Returns the name of an event's lead, or its ID if it has none. A loaded lead is newer than the event's copy of the name;
 * the lead is requested only if the event has no copy.
 */
export function useEventLeadName({ lead, leadName }: Pick<LeadEvent, 'lead' | 'leadName'>): string {
  const { data } = useGetLead(lead, { enabled: leadName === undefined })
  return data?.item.name ?? leadName ?? lead
}
