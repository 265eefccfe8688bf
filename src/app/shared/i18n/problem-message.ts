import { parseInstant } from '../../../contract/instant.ts'
import { problemStatus, type FieldError, type ProblemCode } from '../../../contract/problem.ts'
import type { ApiProblem } from '../api/problems.ts'
import { formatMoment, type Viewer } from './format-time.ts'
import type { MessageKey, MessageValues, Translate } from './i18n.ts'

/**
 * Returns the reason for a failed request as a sentence in the active language; for a code that this version of the
 * page does not know, the service's own text.
 */
export function problemMessage({ code, details }: ApiProblem, t: Translate): string {
  return isKnown(code) ? t(keyOf(code)) : (details?.detail ?? t('problem.internal'))
}

/** Returns the error of one field as a sentence in the active language, with dates in the viewer's time zone. */
export function fieldErrorMessage({ code, values }: FieldError, viewer: Viewer, t: Translate): string {
  // the compiler rejects a code of the contract without a message
  const key: MessageKey = `problem.field.${code}`
  return t(key, { ...absentValues, ...formatValues(values ?? {}, viewer) })
}

/** Placeholders for absent values, which the messages omit. */
const absentValues: MessageValues = { latest: 'none', now: 'none', max: 'none' }

function keyOf(code: ProblemCode | 'unreachable'): MessageKey {
  return `problem.${code}`
}

function isKnown(code: string): code is ProblemCode | 'unreachable' {
  return code === 'unreachable' || Object.hasOwn(problemStatus, code)
}

function formatValues(values: Readonly<Record<string, string>>, viewer: Viewer): MessageValues {
  const entries = Object.entries(values).map(([name, value]) => {
    const instant = parseInstant(value)
    return [name, instant === undefined ? value : formatMoment(instant, viewer)]
  })
  return Object.fromEntries(entries)
}
