import { newPassword } from '../../../contract/person.ts'
import { Fault } from '../../../contract/wire.ts'
import type { Translate } from '../i18n/i18n.ts'

/** What is wrong with a new password, in words: the service would refuse it by the same rule. */
export function passwordFault(password: string, t: Translate): string | undefined {
  const read = newPassword(password)
  return read instanceof Fault ? t(`problem.field.${read.code}`, { max: 128 }) : undefined
}
