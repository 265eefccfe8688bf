import * as z from 'zod/mini'
import type { Translate } from '../i18n/i18n.ts'

/** Returns the schema of a typed e-mail address, with its error messages. */
export function emailSchema(t: Translate) {
  return z
    .string()
    .check(z.trim(), z.minLength(1, t('session.emailMissing')), z.email(t('session.emailInvalid')))
}
