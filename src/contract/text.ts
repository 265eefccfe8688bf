/** Code points, the unit of every length in the contract: an emoji outside the basic plane counts once. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Turns CRLF and lone CR into LF: contract, row `note`, "after newline normalisation". */
export function normaliseNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** Whether a text holds a control character other than line break and tab. */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}]/u.test(text.replace(/[\n\t]/g, ''))
}

/** A text without the characters that turn what stands around it: bidi embeddings, overrides and isolates. */
export function stripBidiControls(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Whether a text holds one of them. */
export function hasBidiControl(text: string): boolean {
  return stripBidiControls(text) !== text
}

/** White space and separators of any script, as a class of a `u` regular expression holds them. */
export const whiteSpace = String.raw`\s\p{Z}`

/** Characters that show nothing, likewise: control, format (zero width, bidi) and half a surrogate pair. */
export const invisible = String.raw`\p{Cc}\p{Cf}\p{Cs}`

const anyWhiteSpace = new RegExp(`[${whiteSpace}]`, 'u')
const anyInvisible = new RegExp(`[${invisible}]`, 'u')

/** Whether a text holds white space or a separator of any script. */
export function hasWhiteSpace(text: string): boolean {
  return anyWhiteSpace.test(text)
}

/** Whether a text holds a character that shows nothing. */
export function hasInvisibleCharacter(text: string): boolean {
  return anyInvisible.test(text)
}
