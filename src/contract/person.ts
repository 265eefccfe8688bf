import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { countCodePoints, hasControlCharacter, hasBidiControl } from './text.ts'
import { roles } from './user.ts'
import { ParseIssue, parser, text, type Parser } from './params.ts'

/** `invited`: has not come yet; `blocked`: may not come in, nor be named as `appUserId`. */
export const personStates = ['active', 'invited', 'blocked'] as const

/** Somebody of the application, as its managers see them. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** what they sign in with; `null` for a user of API clients only */
  email: z.nullable(z.string()),
  state: z.enum(personStates),
  /** when their session was last used, to some minutes */
  lastSeen: z.nullable(instantSchema),
  /** until when their invitation is good; `null` for who is no longer invited */
  invitedUntil: z.nullable(instantSchema),
})

export type Person = z.output<typeof personSchema>

/** What a link is for: to come in for the first time, or to choose a new password. */
export const linkKinds = ['invitation', 'reset'] as const

/** A link to hand over, told this once: it is kept nowhere. */
export const personLinkSchema = z.object({
  kind: z.enum(linkKinds),
  /** stands in the fragment of the address, `/join#…`, so that it reaches no log */
  token: z.string(),
  expires: instantSchema,
})

export type PersonLink = z.output<typeof personLinkSchema>

/** Whom a link is for. */
export const linkedPersonSchema = z.object({
  kind: z.enum(linkKinds),
  name: z.string(),
  email: z.string(),
  application: z.string(),
  expires: instantSchema,
})

export type LinkedPerson = z.output<typeof linkedPersonSchema>

/** A password's length in code points: no other rule makes one better. Source: NIST SP 800-63B, 5.1.1.2; ASVS 5, 6.2. */
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

/** A person's name in code points, at the most. */
export const nameLimit = 200

/** A person's name: one line with something in it, white space around it cut off. */
export const personName: Parser<string> = parser(
  { type: 'string', minLength: 1, maxLength: nameLimit },
  (raw) => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    const name = value.trim()
    if (name === '') return new ParseIssue('empty', `Must be 1 to ${nameLimit} characters.`)
    if (hasControlCharacter(name) || /[\n\t]/.test(name))
      return new ParseIssue('control_character', 'Must not contain control characters or line breaks.')
    if (hasBidiControl(name))
      return new ParseIssue('invisible_character', 'Must not contain bidirectional control characters.')
    return countCodePoints(name) > nameLimit
      ? new ParseIssue('too_long', `Must be at most ${nameLimit} characters.`)
      : name
  },
)

const address = z.email()

/** An e-mail address, in lower case: that is how people are told apart. */
export const emailAddress: Parser<string> = parser({ type: 'string', format: 'email' }, (raw) => {
  const value = text(raw)
  if (value instanceof ParseIssue) return value
  const lower = value.trim().toLowerCase()
  return lower.length <= 254 && address.safeParse(lower).success
    ? lower
    : new ParseIssue('invalid_email', 'Must be a complete email address, such as giulia@acme.example.')
})
