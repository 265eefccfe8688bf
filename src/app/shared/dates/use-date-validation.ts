import { toInstant, type Instant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { fieldErrorMessage } from '../i18n/problem-message.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { dateValidation, type DateValidation } from './date-validation.ts'
import type { DateLabels } from './date-labels.ts'
import type { ChosenDate } from '../time/local-minute.ts'

/** What is said about the date while it is being chosen. */
export interface DateInput {
  readonly verdict: DateValidation | undefined
  /** why no event may have it, in words */
  readonly fault: string | undefined
}

/** The date rule over a chosen date, asked again as time goes on and other events arrive. */
export function useDateValidation(
  date: ChosenDate | undefined,
  latest: Instant | undefined,
  wording: DateLabels,
): DateInput {
  const t = useMessages()
  const viewer = useViewer()
  const now = toInstant(viewer.now)
  const verdict = dateValidation(date ?? 'now', { latest, now })
  const code = verdict?.fault
  const values = { now, ...(latest !== undefined && { latest }) }
  const isEarly = code === 'date_not_after_latest' && latest !== undefined && wording === 'correct'
  return {
    verdict,
    fault: isEarly
      ? t('correct.fault', { latest: formatMoment(latest, viewer) })
      : code && fieldErrorMessage({ field: 'date', code, message: code, values }, viewer, t),
  }
}
