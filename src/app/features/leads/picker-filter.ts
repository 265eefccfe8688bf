import type { LeadType } from '../../../contract/lead.ts'
import type { LeadsQuery } from '../../shared/api/queries.ts'
import { quietSince } from '../../shared/leads/last-activity.ts'

/** Which leads the picker shows: by latest activity, one's own, or all by name. */
export const leadTabs = ['recent', 'mine', 'all'] as const

/** Those where the back end lists but the leads that were opened: it has no word for all. */
export const openedTabs = ['recent', 'mine'] as const satisfies readonly LeadTab[]

export type LeadTab = (typeof leadTabs)[number]

/** What the picker's controls say. */
export interface PickerFilter {
  readonly q: string
  readonly tab: LeadTab
  readonly type: LeadType | 'any'
  /** those alone that have gone quiet */
  readonly quiet: boolean
}

export const noFilter: PickerFilter = { q: '', tab: 'recent', type: 'any', quiet: false }

/** What is asked of the directory for a filter, as the person `me`; `now` in milliseconds by the service's clock. */
export function toLeadsQuery({ q, tab, type, quiet }: PickerFilter, me: string, now: number): LeadsQuery {
  const words = q.trim()
  return {
    ...(words !== '' && { q: words }),
    ...(type !== 'any' && { type }),
    ...(tab === 'mine' && { leadAssignee: me }),
    ...(quiet && { quietSince: quietSince(now) }),
    sort: quiet ? 'quiet' : tab === 'all' ? 'name' : 'recent',
  }
}
