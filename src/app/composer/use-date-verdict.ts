import { useWatch, type Control } from 'react-hook-form'
import { toInstant, type Instant } from '../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { faultWords } from '../i18n/problem-words.ts'
import { useReader } from '../i18n/use-reader.ts'
import type { ComposerValues } from './composer-values.ts'
import { dateVerdict, type DateVerdict } from './date-verdict.ts'

/** What is said about the date while it is being chosen. */
export interface SaidOfDate {
  readonly verdict: DateVerdict | undefined
  /** why no event may have it, in words */
  readonly fault: string | undefined
}

/** The date rule over the date that stands in the composer, asked again as time goes on and other events arrive. */
export function useDateVerdict(control: Control<ComposerValues>, latest: Instant | undefined): SaidOfDate {
  const t = useMessages()
  const reader = useReader()
  const date = useWatch({ control, name: 'date' })
  const now = toInstant(reader.now)
  const verdict = dateVerdict(date, { latest, now })
  const code = verdict?.fault
  const values = { now, ...(latest !== undefined && { latest }) }
  return {
    verdict,
    fault: code && faultWords({ field: 'date', code, message: code, values }, reader, t),
  }
}
