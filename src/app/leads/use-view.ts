import { maxLeads } from '../../contract/endpoints.ts'
import { useUrlState, type Place } from '../url-state.ts'

/** The leads in view, and the way to one more or less of them. */
export interface View {
  readonly leads: readonly string[]
  /** the address without a lead that is in view, or with one that is not; as it is where no more fits */
  readonly toggled: (lead: string) => Place
}

/** What is in view, in the order in which it was added. */
export function useView(): View {
  const { leads, order } = useUrlState()
  return {
    leads,
    toggled: (lead) => {
      if (leads.includes(lead)) return { leads: leads.filter((other) => other !== lead), order }
      return { leads: leads.length < maxLeads ? [...leads, lead] : leads, order }
    },
  }
}
