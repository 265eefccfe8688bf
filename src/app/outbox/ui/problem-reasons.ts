import type { Translate } from '../../shared/i18n/i18n.ts'
import type { Reader } from '../../shared/i18n/format-time.ts'
import { faultWords, problemWords } from '../../shared/i18n/problem-words.ts'
import { problemOf, type Operation } from '../operations/operation.ts'

/** Why something is not saved, in sentences of the reader's language; empty where nothing stands in its way. */
export function problemReasons(operation: Operation, reader: Reader, t: Translate): string {
  const problem = problemOf(operation)
  if (problem === undefined) return ''
  const faults = problem.details?.errors ?? []
  if (faults.length === 0) return problemWords(problem, t)
  return faults.map((fault) => faultWords(fault, reader, t)).join(' ')
}
