import { newPassword } from '../../../contract/person.ts'
import { ParseIssue } from '../../../contract/params.ts'
import type { Translate } from '../i18n/i18n.ts'

/** What is wrong with a new password, in words: the service would refuse it by the same rule. */
export function passwordError(password: string, t: Translate): string | undefined {
  const read = newPassword(password)
  return read instanceof ParseIssue ? t(`problem.field.${read.code}`, { max: 128 }) : undefined
}
