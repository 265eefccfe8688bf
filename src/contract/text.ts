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

/** Whether a text holds white space or a separator of any script. */
export function hasWhiteSpace(text: string): boolean {
  return /[\s\p{Z}]/u.test(text)
}

/** Whether a text holds a character that shows nothing: control, format (zero width, bidi) or half a surrogate pair. */
export function hasInvisibleCharacter(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text)
}
