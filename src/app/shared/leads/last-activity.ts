import { toInstant, type Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { daysAgo, formatShort, type Viewer } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'

/** Days without an event after which a lead that is still open counts as quiet. */
export const quietAfterDays = 30

/**
 * A lead's last activity in the least room: `2 h`, `yesterday`, `12 Nov`; `quiet 41 d` after 30 days of silence where
 * the lead has not reached the end of the funnel; `no events`.
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

/** Whether a lead has reached the end of the funnel. */
export function isClosed({ status }: Lead, statuses: readonly LeadStatus[]): boolean {
  return statuses.some(({ label, sink }) => sink && label === status)
}

/** The beginning of the calendar day that an event has to come before for its lead to be quiet; `now` in milliseconds. */
export function quietSince(now: number): Instant {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - quietAfterDays)
  return toInstant(day.getTime())
}
