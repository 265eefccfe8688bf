import type { ApiProblem } from '../api/problems.ts'
import { formatMoment, type Reader } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'
import { problemWords } from '../i18n/problem-words.ts'

/** Who deleted an event, and when: contract, row `gone`. */
export function goneWords(problem: ApiProblem, reader: Reader, t: Translate): string {
  const deleted = problem.details?.deleted
  if (deleted === undefined) return problemWords(problem, t)
  return t('timeline.gone.text', { by: deleted.by, at: formatMoment(deleted.at, reader) })
}
