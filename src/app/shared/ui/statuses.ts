import { createContext, use } from 'react'
import type { LeadStatus } from '../../../contract/lead-status.ts'

export const StatusesContext = createContext<readonly LeadStatus[] | undefined>(undefined)

/** Returns the statuses in the order of the funnel; `undefined` while they load, and outside `RowDataProvider`. */
export function useStatuses(): readonly LeadStatus[] | undefined {
  return use(StatusesContext)
}
