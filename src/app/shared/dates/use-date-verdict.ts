import { toInstant, type Instant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { faultWords } from '../i18n/problem-words.ts'
import { useReader } from '../i18n/use-reader.ts'
import { dateVerdict, type DateVerdict } from './date-verdict.ts'
import type { DateWording } from './date-wording.ts'
import type { ChosenDate } from '../time/chosen-time.ts'

/** What is said about the date while it is being chosen. */
export interface SaidOfDate {
  readonly verdict: DateVerdict | undefined
  /** why no event may have it, in words */
  readonly fault: string | undefined
}

/** The date rule over a chosen date, asked again as time goes on and other events arrive. */
export function useDateVerdict(
  date: ChosenDate | undefined,
  latest: Instant | undefined,
  wording: DateWording,
): SaidOfDate {
  const t = useMessages()
  const reader = useReader()
  const now = toInstant(reader.now)
  const verdict = dateVerdict(date ?? 'now', { latest, now })
  const code = verdict?.fault
  const values = { now, ...(latest !== undefined && { latest }) }
  const isEarly = code === 'date_not_after_latest' && latest !== undefined && wording === 'correct'
  return {
    verdict,
    fault: isEarly
      ? t('correct.fault', { latest: formatMoment(latest, reader) })
      : code && faultWords({ field: 'date', code, message: code, values }, reader, t),
  }
}
