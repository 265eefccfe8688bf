import { newPassword } from '../../../contract/person.ts'
import { ParseIssue } from '../../../contract/params.ts'
import type { Translate } from '../i18n/i18n.ts'

/** Returns the error message for a new password, by the service's rule; `undefined` for a valid one. */
export function passwordError(password: string, t: Translate): string | undefined {
  const parsed = newPassword(password)
  return parsed instanceof ParseIssue ? t(`problem.field.${parsed.code}`, { max: 128 }) : undefined
}
