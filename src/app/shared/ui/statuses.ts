import { createContext, use } from 'react'
import type { LeadStatus } from '../../../contract/lead-status.ts'

export const StatusesContext = createContext<readonly LeadStatus[] | undefined>(undefined)

/** The funnel's statuses, in its order; `undefined` until they are known, and above `RowFacts`. */
export function useStatuses(): readonly LeadStatus[] | undefined {
  return use(StatusesContext)
}
