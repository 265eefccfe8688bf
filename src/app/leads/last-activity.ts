import type { Lead } from '../../contract/lead.ts'
import type { LeadStatus } from '../../contract/lead-status.ts'
import { daysAgo, formatShort, type Reader } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'

/** Days without an event after which a lead that is still open counts as quiet. */
const quietAfter = 30

/**
 * A lead's last activity in the least room: `2 h`, `yesterday`, `12 Nov`; `quiet 41 d` after 30 days of silence where
 * the lead has not reached the end of the funnel; `no events`.
 */
export function lastActivity(
  lead: Lead,
  statuses: readonly LeadStatus[],
  reader: Reader,
  t: Translate,
): string {
  const { lastEventDate, status } = lead
  if (lastEventDate === null) return t('leads.noEvents')
  const days = daysAgo(lastEventDate, reader)
  const ended = statuses.some(({ label, sink }) => sink && label === status)
  return days > quietAfter && !ended ? t('leads.quiet', { days }) : formatShort(lastEventDate, reader, t)
}
