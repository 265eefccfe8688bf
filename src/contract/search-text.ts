import { foldText } from './search/fold-text.ts'
import { countCodePoints, hasControlCharacter } from './text.ts'
import { ParseIssue, parser, text } from './params.ts'

/** The maximum length of a search text, in code points. */
export const searchTextLimit = 200

const anyWord = /[\p{L}\p{N}]/u

/**
 * Whether a text contains anything to search for: a letter or a digit that is left after folding, as an apostrophe or an
 * Arabic tatweel, which Unicode calls letters, is not.
 */
export function hasWordCharacter(value: string): boolean {
  return anyWord.test(value) && anyWord.test(foldText(value).folded)
}

/**
 * A search text for notes: 1 to 200 code points with at least one letter or digit. Every character is literal, except
 * white space between terms and double quotes around a phrase.
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
