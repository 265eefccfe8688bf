import { hasControlCharacter, normaliseNewlines } from '../../../contract/text.ts'

/** Control characters and lone surrogates: the candidates, of which the contract accepts line breaks and tabs. */
const candidates = /[\p{Cc}\p{Cs}]/gu

/** Characters that break a line in their source and are no line breaks for the service: VT (used by Word), FF, NEL. */
const lineBreaks = /[\v\f\u0085]/

/** The characters of a note that the service would refuse, each once, as `U+0007`. */
export function refusedCharacters(text: string): readonly string[] {
  const matches = normaliseNewlines(text).match(candidates) ?? []
  return [...new Set(matches.filter(isRefused).map(toCode))]
}

/** Removes the characters that the service would refuse; those that break a line become line breaks. */
export function removeControlCharacters(text: string): string {
  return replaceRefused(text, (character) => (lineBreaks.test(character) ? '\n' : ''))
}

/** Replaces each character that the service would refuse by a visible sign: `␇`, `�`. */
export function replaceControlCharacters(text: string): string {
  return replaceRefused(text, toSign)
}

function replaceRefused(text: string, replace: (refused: string) => string): string {
  return normaliseNewlines(text).replace(candidates, (character) =>
    isRefused(character) ? replace(character) : character,
  )
}

function isRefused(character: string): boolean {
  return hasControlCharacter(character) || !character.isWellFormed()
}

function toCode(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Unicode has pictures for the ASCII control characters; the others are shown by their code. */
function toSign(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (!character.isWellFormed()) return '\ufffd'
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : `[${toCode(character)}]`
}
