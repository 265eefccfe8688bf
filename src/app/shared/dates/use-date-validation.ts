import { toInstant, type Instant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { fieldErrorMessage } from '../i18n/problem-message.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { dateValidation, type DateValidation } from './date-validation.ts'
import type { DateLabels } from './date-labels.ts'
import type { ChosenDate } from '../time/local-minute.ts'

/** The validation of a date while the user chooses it. */
export interface DateInput {
  readonly result: DateValidation | undefined
  /** the message why no event may have it */
  readonly error: string | undefined
}

/** Validates a chosen date, again whenever the time or the latest event changes. */
export function useDateValidation(
  date: ChosenDate | undefined,
  latest: Instant | undefined,
  wording: DateLabels,
): DateInput {
  const t = useMessages()
  const viewer = useViewer()
  const now = toInstant(viewer.now)
  const result = dateValidation(date ?? 'now', { latest, now })
  const code = result?.error
  const values = { now, ...(latest !== undefined && { latest }) }
  const isEarly = code === 'date_not_after_latest' && latest !== undefined && wording === 'correct'
  return {
    result,
    error: isEarly
      ? t('correct.fault', { latest: formatMoment(latest, viewer) })
      : code && fieldErrorMessage({ field: 'date', code, message: code, values }, viewer, t),
  }
}
