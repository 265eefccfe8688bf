import { maxLeads } from '../../../contract/endpoints.ts'
import { useRoute, type RouteName } from './route.ts'

/** The leads in view, and the way to one more or less of them. */
export interface SelectedLeads {
  readonly leads: readonly string[]
  /** the address without a lead that is in view, or with one that is not; as it is where no more fits */
  readonly toggled: (lead: string) => RouteName
}

/** What is in view, in the order in which it was added. */
export function useSelectedLeads(): SelectedLeads {
  const { leads, order, filter, q, hitsOnly, page } = useRoute()
  // what is looked for in a timeline goes on in the wider one; a search over all leads is another thing
  const kept = page === 'timeline' ? { order, filter, q, hitsOnly } : { order }
  return {
    leads,
    toggled: (lead) => {
      if (leads.includes(lead)) return { ...kept, leads: leads.filter((other) => other !== lead) }
      return { ...kept, leads: leads.length < maxLeads ? [...leads, lead] : leads }
    },
  }
}
