import { maxCountedAssignees, type LeadCount, type LeadCounts } from '../../../contract/lead-counts.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { useCountLeads, useUserDirectory } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useNow } from '../../shared/i18n/now.ts'
import { quietSince } from '../../shared/leads/last-activity.ts'
import { toLeadsQuery, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'

/** The offered numbers of days without an event; the URL may name another one. */
export function quietOptions({ quietDays = quietAfterDays }: LeadListFilter): number[] {
  return [...new Set([quietAfterDays, 60, 90, quietDays])].toSorted((one, other) => one - other)
}

/**
 * Returns the number of leads of each choice of a filter; `undefined` before the first response, and if the back end cannot
 * count leads. All controls of the list share one request for a filter.
 */
export function useLeadCounts(filter: LeadListFilter, { enabled = true } = {}): LeadCounts | undefined {
  const now = useNow()
  const { user, capabilities } = useSignedIn()
  const directory = useUserDirectory()
  const { leadAssignee } = filter
  const users = directory.data?.items.filter(({ blocked }) => !blocked).map(({ id }) => id) ?? []
  const people = [user.id, ...(leadAssignee === undefined ? [] : [leadAssignee]), ...users]
  const { sort: _, ...query } = toLeadsQuery(filter, '', now)
  const counts = useCountLeads(
    {
      ...query,
      assignees: [...new Set(people)].slice(0, maxCountedAssignees),
      quiet: quietOptions(filter).map((days) => quietSince(now, days)),
    },
    { enabled: enabled && !directory.isPending && capabilities.includes('leadCounts') },
  )
  return counts.data?.item
}

/** Returns a function that formats a count: `24`, or `1,000+` if there may be more; `undefined` for an unknown number. */
export function useCountFormat(): (count: LeadCount | undefined) => string | undefined {
  const t = useMessages()
  return (count) => {
    if (count === undefined || (count.more && count.leads === 0)) return undefined
    return t(count.more ? 'leads.atLeast' : 'leads.number', { count: count.leads })
  }
}
