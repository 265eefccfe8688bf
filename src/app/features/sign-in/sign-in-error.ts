import { toProblem } from '../../shared/api/problems.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'

/** Why a sign-in by e-mail and password failed, in words. */
export function signInError(error: unknown, t: Translate): string {
  const problem = toProblem(error)
  // nobody is signed in yet, so "you are signed out" would say nothing: the credentials are what was refused
  const refused = problem.status === 401 || problem.code === 'invalid_request'
  // the password was right, and the person is blocked
  if (problem.status === 403) return t('signIn.blocked')
  return refused ? t('problem.field.wrong_credentials') : problemMessage(problem, t)
}
