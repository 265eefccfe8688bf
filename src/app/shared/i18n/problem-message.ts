import { parseInstant } from '../../../contract/instant.ts'
import { problemStatus, type FieldError, type ProblemCode } from '../../../contract/problem.ts'
import type { ApiProblem } from '../api/problems.ts'
import { formatMoment, type Viewer } from './format-time.ts'
import type { MessageKey, MessageValues, Translate } from './i18n.ts'

/**
 * Why a call failed, in a sentence of the reader's language. A code that this screen does not know yet is told in
 * the service's own words.
 */
export function problemMessage({ code, details }: ApiProblem, t: Translate): string {
  return isKnown(code) ? t(keyOf(code)) : (details?.detail ?? t('problem.internal'))
}

/** What is wrong with one field, in a sentence of the reader's language, dates in the reader's time zone. */
export function fieldErrorMessage({ code, values }: FieldError, viewer: Viewer, t: Translate): string {
  // the compiler refuses a code of the contract that has no message
  const key: MessageKey = `problem.field.${code}`
  return t(key, { ...absent, ...readable(values ?? {}, viewer) })
}

/** A message leaves out what it was not told. */
const absent: MessageValues = { latest: 'none', now: 'none', max: 'none' }

function keyOf(code: ProblemCode | 'unreachable'): MessageKey {
  return `problem.${code}`
}

function isKnown(code: string): code is ProblemCode | 'unreachable' {
  return code === 'unreachable' || Object.hasOwn(problemStatus, code)
}

function readable(values: Readonly<Record<string, string>>, viewer: Viewer): MessageValues {
  const entries = Object.entries(values).map(([name, value]) => {
    const instant = parseInstant(value)
    return [name, instant === undefined ? value : formatMoment(instant, viewer)]
  })
  return Object.fromEntries(entries)
}
