/** Counts code points, the unit of every length in the contract: an emoji outside the basic plane counts once. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Converts CRLF and lone CR to LF: contract, row `note`, "after newline normalisation". */
export function normaliseNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** Whether a text contains a control character other than a line break or a tab. */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}]/u.test(text.replace(/[\n\t]/g, ''))
}

/**
 * Removes the characters that change the direction of the text around them: bidi embeddings, overrides and isolates.
 */
export function stripBidiControls(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Whether a text contains such a character. */
export function hasBidiControl(text: string): boolean {
  return stripBidiControls(text) !== text
}

/** White space and separators of any script, for a character class of a `u` regular expression. */
export const whiteSpace = String.raw`\s\p{Z}`

/** Invisible characters, for such a class: control, format (zero width, bidi) and unpaired surrogates. */
export const invisible = String.raw`\p{Cc}\p{Cf}\p{Cs}`

const anyWhiteSpace = new RegExp(`[${whiteSpace}]`, 'u')
const anyInvisible = new RegExp(`[${invisible}]`, 'u')

/** Whether a text contains white space or a separator of any script. */
export function hasWhiteSpace(text: string): boolean {
  return anyWhiteSpace.test(text)
}

/** Whether a text contains an invisible character. */
export function hasInvisibleCharacter(text: string): boolean {
  return anyInvisible.test(text)
}
