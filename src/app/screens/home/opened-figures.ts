import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { maxLongestLeads, type Overview } from '../../../contract/overview.ts'
import { isOpen, quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { groupBy } from '../../shared/group-by.ts'
import { daysAgo, type Viewer } from '../../shared/i18n/format-time.ts'

type PersonFigures = Overview['people'][number]

/** The figures of the first screen that a list of leads is enough for; those of logged events may be absent, not zero. */
export interface Figures extends Pick<Overview, 'leads' | 'open' | 'quiet' | 'statuses' | 'longest'> {
  readonly people: readonly (Pick<PersonFigures, 'id' | 'open' | 'quiet' | 'quietest'> &
    Partial<PersonFigures>)[]
}

/**
 * Computes the figures from the leads that were opened, for a back end that returns none of its own. Leads without a known
 * event do not count, because their state is not known.
 */
export function openedFigures(
  opened: readonly Lead[],
  statuses: readonly LeadStatus[],
  viewer: Viewer,
): Figures {
  const leads = opened.filter(({ lastEventDate }) => lastEventDate !== null)
  const open = leads.filter((lead) => isOpen(lead, statuses))
  const days = (instant: string | null) => (instant === null ? 0 : Math.max(0, daysAgo(instant, viewer)))
  const isQuiet = ({ lastEventDate }: Lead) => days(lastEventDate) >= quietAfterDays
  const byStatus = groupBy(leads, ({ status }) => status)
  const labels = [...new Set([...statuses.map(({ label }) => label), ...byStatus.keys()])]
  return {
    leads: leads.length,
    open: open.length,
    quiet: open.filter(isQuiet).length,
    statuses: labels
      .filter((status) => status !== null || byStatus.has(null))
      .map((status) => {
        const ofStatus = byStatus.get(status) ?? []
        const durations = ofStatus
          .filter(({ statusDate }) => statusDate !== null)
          .map(({ statusDate }) => days(statusDate))
          .toSorted((one, other) => one - other)
        return {
          status,
          open: isOpen({ status }, statuses),
          leads: ofStatus.length,
          medianDays: durations[Math.floor((durations.length - 1) / 2)] ?? null,
          longestDays: durations.at(-1) ?? null,
        }
      }),
    longest: open
      .filter(({ statusDate }) => statusDate !== null)
      .toSorted((one, other) => days(other.statusDate) - days(one.statusDate))
      .slice(0, maxLongestLeads),
    people: [...groupBy(open, ({ leadAssignee }) => leadAssignee)]
      .map(([id, assigned]) => {
        const quiet = assigned.filter(isQuiet)
        const dates = quiet.flatMap(({ lastEventDate }) => lastEventDate ?? [])
        return {
          id,
          open: assigned.length,
          quiet: quiet.length,
          quietest: dates.toSorted()[0] ?? null,
        }
      })
      .toSorted((one, other) => other.open - one.open),
  }
}
