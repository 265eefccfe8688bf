import * as z from 'zod/mini'
import type { Translate } from '../i18n/i18n.ts'

/** An e-mail address that somebody types, with words for what is wrong with it. */
export function emailSchema(t: Translate) {
  return z
    .string()
    .check(z.trim(), z.minLength(1, t('session.emailMissing')), z.email(t('session.emailInvalid')))
}
