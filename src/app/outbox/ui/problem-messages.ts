import type { Translate } from '../../shared/i18n/i18n.ts'
import type { Viewer } from '../../shared/i18n/format-time.ts'
import { fieldErrorMessage, problemMessage } from '../../shared/i18n/problem-message.ts'
import { problemOf, type Operation } from '../operations/operation.ts'

/** Why something is not saved, in sentences of the reader's language; empty where nothing stands in its way. */
export function problemMessages(operation: Operation, viewer: Viewer, t: Translate): string {
  const problem = problemOf(operation)
  if (problem === undefined) return ''
  const faults = problem.details?.errors ?? []
  if (faults.length === 0) return problemMessage(problem, t)
  return faults.map((fault) => fieldErrorMessage(fault, viewer, t)).join(' ')
}
