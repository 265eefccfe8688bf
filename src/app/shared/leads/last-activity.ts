import { toInstant, type Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { daysAgo, formatShort, type Viewer } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'

/** Number of days without an event after which an open lead counts as quiet. */
export const quietAfterDays = 30

/**
 * Returns a lead's last activity in the shortest form: `2 h`, `yesterday`, `12 Nov`; `quiet 41 d` after 30 days without
 * an event if the lead is open; `no events`.
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
  return days > quietAfterDays && !isClosed(lead, statuses)
    ? t('leads.quiet', { days })
    : formatShort(lastEventDate, viewer, t)
}

/** Whether a lead has reached a sink, the end of the funnel. */
export function isClosed({ status }: Lead, statuses: readonly LeadStatus[]): boolean {
  return statuses.some(({ label, sink }) => sink && label === status)
}

/** Returns the start of the local day before which the last event of a quiet lead lies; `now` in milliseconds. */
export function quietSince(now: number): Instant {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - quietAfterDays)
  return toInstant(day.getTime())
}
