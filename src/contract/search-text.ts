import { countCodePoints, hasControlCharacter } from './text.ts'
import { ParseIssue, parser, text } from './params.ts'

/** The longest search, in code points. */
export const searchTextLimit = 200

const anyWord = /[\p{L}\p{N}]/u

/** Whether there is anything to look for in a text: a letter or a digit. */
export function hasWordCharacter(value: string): boolean {
  return anyWord.test(value)
}

/**
 * Words to look for in notes, 1 to 200 code points with at least one letter or digit. Every character stands for
 * itself, but for white space between words and double quotes around a phrase.
 */
export const searchText = parser(
  { type: 'string', maxLength: searchTextLimit, pattern: anyWord.source },
  (raw): string | ParseIssue => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    if (hasControlCharacter(value))
      return new ParseIssue('control_character', 'Must not contain control characters.')
    const length = countCodePoints(value)
    if (length > searchTextLimit) {
      return new ParseIssue('too_long', `Must be at most ${searchTextLimit} characters; got ${length}.`)
    }
    return hasWordCharacter(value)
      ? value
      : new ParseIssue('no_word', 'Must contain at least one letter or digit.')
  },
)
