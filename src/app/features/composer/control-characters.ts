import { hasControlCharacter, normaliseNewlines } from '../../../contract/text.ts'

/** Controls, and halves of characters: candidates, of which the contract keeps line breaks and tabs. */
const suspects = /[\p{Cc}\p{Cs}]/gu

/** What breaks a line where it was copied, though it is no line break to the service: VT (Word's), FF, NEL. */
const breaks = /[\v\f\u0085]/

/** The characters of a note that the service would refuse, each once, as `U+0007`. */
export function refusedCharacters(text: string): readonly string[] {
  const found = normaliseNewlines(text).match(suspects) ?? []
  return [...new Set(found.filter(isRefused).map(codeOf))]
}

/** The text without what the service would refuse; its lines stay lines. */
export function removeControlCharacters(text: string): string {
  return mended(text, (character) => (breaks.test(character) ? '\n' : ''))
}

/** The text with a sign in place of each character that the service would refuse: `␇`, `�`. */
export function replaceControlCharacters(text: string): string {
  return mended(text, signOf)
}

function mended(text: string, mend: (refused: string) => string): string {
  return normaliseNewlines(text).replace(suspects, (character) =>
    isRefused(character) ? mend(character) : character,
  )
}

function isRefused(character: string): boolean {
  return hasControlCharacter(character) || !character.isWellFormed()
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Unicode draws the controls of ASCII; those above are named by their code. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (!character.isWellFormed()) return '\ufffd'
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : `[${codeOf(character)}]`
}
