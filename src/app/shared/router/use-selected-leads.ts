import { maxLeads } from '../../../contract/endpoints.ts'
import { useRoute, type RouteTarget } from './route.ts'

/** The selected leads, and the route with one lead more or less. */
export interface SelectedLeads {
  readonly leads: readonly string[]
  /** returns the route without a selected lead, or with one that is not selected; unchanged at the maximum */
  readonly toggled: (lead: string) => RouteTarget
  /** returns the route with these leads added, up to the maximum */
  readonly added: (leads: readonly string[]) => RouteTarget
}

/** Returns the selected leads, in the order in which they were added. */
export function useSelectedLeads(): SelectedLeads {
  const { leads, order, filter, q, matchesOnly, table, page } = useRoute()
  // the timeline's filter and search stay when its leads change; a search in all leads does not become a filter
  const base = page === 'timeline' ? { order, filter, q, matchesOnly, table } : { order }
  return {
    leads,
    added: (more) => ({ ...base, leads: [...new Set([...leads, ...more])].slice(0, maxLeads) }),
    toggled: (lead) => {
      if (leads.includes(lead)) return { ...base, leads: leads.filter((other) => other !== lead) }
      return { ...base, leads: leads.length < maxLeads ? [...leads, lead] : leads }
    },
  }
}
