import * as z from 'zod/mini'
import { ParseIssue, type Parser } from '../../../contract/params.ts'
import { emailAddress, personName } from '../../../contract/person.ts'
import type { Translate } from '../i18n/i18n.ts'

/** Returns the schema of a typed email address, with its error messages. */
export function emailField(t: Translate) {
  return typedText(
    (text) => (text === '' ? t('session.emailMissing') : t('session.emailInvalid')),
    emailAddress,
  )
}

/** Returns the schema of a person's typed name, with its error message. */
export function personNameField(t: Translate) {
  return typedText(() => t('people.nameMissing'), personName)
}

/** Returns the schema of a typed text that the service would accept, trimmed. */
function typedText(message: (text: string) => string, parse: Parser<string>) {
  return z.string().check(
    z.trim(),
    z.refine((text) => !(parse(text) instanceof ParseIssue), {
      error: ({ input }) => message(String(input)),
    }),
  )
}
