import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useGetLead } from '../api/queries.ts'

/**
 * Returns the name of an event's lead, or its ID if it has none: as loaded since, or as the event has it. Only without both
 * it is requested.
 */
export function useEventLeadName({ lead, leadName }: Pick<LeadEvent, 'lead' | 'leadName'>): string {
  const { data } = useGetLead(lead, { enabled: leadName === undefined })
  return data?.item.name ?? leadName ?? lead
}
