import type { FieldError } from '../../../contract/problem.ts'

/** The user who chooses a password, with the texts that an attacker tries first. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
  /** the name of their application */
  readonly application: string
}

const lists = import.meta.glob<string>('./common-passwords.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})

let common: ReadonlySet<string> | undefined

function commonPasswords(): ReadonlySet<string> {
  common ??= new Set(
    Object.values(lists).flatMap((list) =>
      list.split('\n').filter((line) => line !== '' && !line.startsWith('# ')),
    ),
  )
  return common
}

/** The number of characters in addition to a name or an address that make a password acceptable. */
const minRemaining = 8

/** The minimum length of a part of a name or an address that counts. */
const minPart = 3

/**
 * Whether a password is among the first that an attacker would try: one of the most common, also repeated, with
 * digits or signs around it, or with digits for letters; a sequence; or the name of the product, of the application
 * or of its owner, or their address, with few other characters. Source: NIST SP 800-63B, 5.1.1.2; ASVS 5, 6.1.2 and
 * 6.2.4.
 */
export function isGuessable(password: string, owner: PasswordOwner): boolean {
  const folded = fold(password)
  const forms = [
    folded,
    lettersAndDigits(folded),
    lettersAndDigits(withLetters(folded)),
    lettersAndDigits(withLetters(coreOf(folded))),
  ]
  if (forms.some(isCommon)) return true
  const parts = knownParts(owner)
  return forms.slice(1).some((form) => {
    const rest = parts.reduce((left, part) => left.replaceAll(part, ''), form)
    return rest !== form && (rest.length < minRemaining || isCommon(rest))
  })
}

/** Creates the error for such a password. */
export function guessablePassword(field: 'password' | 'newPassword'): FieldError {
  return {
    field,
    code: 'password_guessable',
    message:
      'Must not be a common password, nor little more than your name, your email address or the name of the product.',
  }
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Keeps only letters and digits. */
function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function withLetters(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign)
}

function isCommon(text: string): boolean {
  const core = coreOf(text)
  return (
    [text, unitOf(text)].some((one) => commonPasswords().has(one)) ||
    [core, unitOf(core)].some((one) => one.length >= 4 && commonPasswords().has(one)) ||
    (unitOf(text) !== text && unitOf(text).length <= 4) ||
    isSequence(text)
  )
}

/** Removes the digits and signs around a text. */
function coreOf(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** Returns the shortest text whose repetition is this text. */
function unitOf(text: string): string {
  const length = (text + text).indexOf(text, 1)
  return length <= 0 ? text : text.slice(0, length)
}

/** Whether each character follows the previous one, upwards or downwards, as in `abcdefghijkl` and `098765432109`. */
function isSequence(text: string): boolean {
  if (text.length < minRemaining) return false
  return [1, -1].some((step) =>
    text.split('').every((character, index) => {
      const before = text.codePointAt(index - 1) ?? 0
      const at = character.codePointAt(0) ?? 0
      if (index === 0) return true
      const isDigits = /\d/.test(character) && /\d/.test(text[index - 1] ?? '')
      return isDigits ? (at - before - step + 20) % 10 === 0 : at - before === step
    }),
  )
}

/** Returns the parts of names and addresses, longest first, so that a whole name is removed before its parts. */
function knownParts({ name, email, application }: PasswordOwner): string[] {
  const [local = '', domain = ''] = email.split('@')
  const texts = [name, email, local, application, 'leadline', ...domain.split('.')]
  const parts = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
  return [...new Set(parts.map((part) => lettersAndDigits(fold(part))))]
    .filter((part) => part.length >= minPart)
    .toSorted((a, b) => b.length - a.length)
}
