import { toInstant, type Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { isOpen, quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { daysAgo, formatShort, type Viewer } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'

/**
 * Returns a lead's last activity in the shortest form: `2 h`, `3 d`; `quiet 41 d` after 30 days or more
 * without an event if the lead is open; `no events`.
 */
export function lastActivity(
  lead: Lead,
  statuses: readonly LeadStatus[],
  viewer: Viewer,
  t: Translate,
): string {
  const { lastEventDate } = lead
  if (lastEventDate === null) return t('leads.noEvents')
  const days = daysAgo(lastEventDate, viewer)
  return days >= quietAfterDays && isOpen(lead, statuses)
    ? t('leads.quiet', { days })
    : formatShort(lastEventDate, viewer, t)
}

/**
 * Returns the latest time of the last event of a lead that has been quiet for a number of days: the end of the local day
 * that was `days` days ago. `now` is in milliseconds.
 */
export function quietSince(now: number, days: number = quietAfterDays): Instant {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - days + 1)
  return toInstant(day.getTime() - 1)
}
