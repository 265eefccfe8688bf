import type { LeadType } from '../../../contract/lead.ts'
import type { LeadsQuery } from '../../shared/api/queries.ts'
import { quietSince } from '../../shared/leads/last-activity.ts'

/** The tabs of the picker: leads by latest activity, the user's own, or all by name. */
export const leadTabs = ['recent', 'mine', 'all'] as const

/** The tabs for a back end that lists only the leads that were opened. */
export const openedTabs = ['recent', 'mine'] as const satisfies readonly LeadTab[]

export type LeadTab = (typeof leadTabs)[number]

/** The state of the picker's controls. */
export interface PickerFilter {
  readonly q: string
  readonly tab: LeadTab
  readonly type: LeadType | 'any'
  /** only quiet leads */
  readonly quiet: boolean
}

export const noFilter: PickerFilter = { q: '', tab: 'recent', type: 'any', quiet: false }

/** Converts a filter to the query of the lead list. `me` is the user's ID; `now` is in milliseconds by the server's clock. */
export function toLeadsQuery({ q, tab, type, quiet }: PickerFilter, me: string, now: number): LeadsQuery {
  const terms = q.trim()
  return {
    ...(terms !== '' && { q: terms }),
    ...(type !== 'any' && { type }),
    ...(tab === 'mine' && { leadAssignee: me }),
    ...(quiet && { quietSince: quietSince(now) }),
    // a search has the best match first
    ...(terms === '' && { sort: quiet ? 'quiet' : tab === 'all' ? 'name' : 'recent' }),
  }
}
