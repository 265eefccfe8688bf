import { leadUnreadCode } from '../sending/check-lead.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import type { Viewer } from '../../shared/i18n/format-time.ts'
import { fieldErrorMessage, problemMessage } from '../../shared/i18n/problem-message.ts'
import { leadChangedCode, problemOf, type Operation } from '../operations/operation.ts'

/** Returns the reasons why an operation is not saved, in the viewer's language; empty if it has no problem. */
export function problemMessages(operation: Operation, viewer: Viewer, t: Translate): string {
  const problem = problemOf(operation)
  if (problem === undefined) return ''
  if (problem.code === leadChangedCode) return t('outbox.leadChanged')
  if (problem.code === leadUnreadCode) return t('problem.unreachable')
  const errors = problem.details?.errors ?? []
  if (errors.length === 0) return problemMessage(problem, t)
  return errors.map((error) => fieldErrorMessage(error, viewer, t)).join(' ')
}
