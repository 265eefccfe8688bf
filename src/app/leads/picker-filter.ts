import type { LeadType } from '../../contract/lead.ts'
import type { LeadsQuery } from '../api/queries.ts'

/** Which leads the picker shows: by latest activity, one's own, or all by name. */
export const leadTabs = ['recent', 'mine', 'all'] as const

export type LeadTab = (typeof leadTabs)[number]

/** What the picker's controls say. */
export interface PickerFilter {
  readonly q: string
  readonly tab: LeadTab
  readonly type: LeadType | 'any'
}

export const noFilter: PickerFilter = { q: '', tab: 'recent', type: 'any' }

/** What is asked of the directory for a filter, as the person `me`. */
export function toLeadsQuery({ q, tab, type }: PickerFilter, me: string): LeadsQuery {
  const words = q.trim()
  return {
    ...(words !== '' && { q: words }),
    ...(type !== 'any' && { type }),
    ...(tab === 'mine' && { leadAssignee: me }),
    sort: tab === 'all' ? 'name' : 'recent',
  }
}
