import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { countCodePoints } from './text.ts'
import { roles } from './user.ts'
import { oneLine, ParseIssue, parser, text, type Parser } from './params.ts'

/** `invited`: has not accepted the invitation yet; `blocked`: cannot sign in, and cannot be named as `appUserId`. */
export const personStates = ['active', 'invited', 'blocked'] as const

/** A person of the application, as shown to its managers. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** the address that they sign in with; `null` for a user who only uses API clients */
  email: z.nullable(z.string()),
  state: z.enum(personStates),
  /** when a session of theirs was last used, accurate to some minutes */
  lastSeen: z.nullable(instantSchema),
  /** when the invitation expires; `null` if the person is not invited */
  invitedUntil: z.nullable(instantSchema),
})

export type Person = z.output<typeof personSchema>

/** The purpose of a link: to sign in for the first time, or to choose a new password. */
export const linkKinds = ['invitation', 'reset'] as const

/** A link to pass on to a person. The service returns it once and stores only a hash of its token. */
export const personLinkSchema = z.object({
  kind: z.enum(linkKinds),
  /** part of the URL's fragment, `/join#…`, so that no log contains it */
  token: z.string(),
  expires: instantSchema,
})

export type PersonLink = z.output<typeof personLinkSchema>

/** The person that a link was created for. */
export const linkedPersonSchema = z.object({
  kind: z.enum(linkKinds),
  name: z.string(),
  email: z.string(),
  application: z.string(),
  expires: instantSchema,
})

export type LinkedPerson = z.output<typeof linkedPersonSchema>

/**
 * The permitted length of a password in code points; no other rule makes a password stronger. Source: NIST SP
 * 800-63B, 5.1.1.2; ASVS 5, 6.2.
 */
export const passwordLength = { min: 12, max: 128 } as const

/** A new password: any characters. */
export const newPassword: Parser<string> = parser(
  { type: 'string', minLength: passwordLength.min, maxLength: passwordLength.max },
  (raw) => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    const length = countCodePoints(value)
    if (length < passwordLength.min)
      return new ParseIssue('password_too_short', `Must be at least ${passwordLength.min} characters.`)
    return length > passwordLength.max
      ? new ParseIssue('too_long', `Must be at most ${passwordLength.max} characters.`)
      : value
  },
)

/** The maximum length of a person's name, in code points. */
export const nameLimit = 200

/** A person's name. */
export const personName = oneLine(nameLimit)

const emailSchema = z.email()

/** An email address, converted to lower case, because it identifies a person. */
export const emailAddress: Parser<string> = parser({ type: 'string', format: 'email' }, (raw) => {
  const value = text(raw)
  if (value instanceof ParseIssue) return value
  const lower = value.trim().toLowerCase()
  return lower.length <= 254 && emailSchema.safeParse(lower).success
    ? lower
    : new ParseIssue('invalid_email', 'Must be a complete email address, such as giulia@acme.example.')
})
