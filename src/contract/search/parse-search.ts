import { numberDigits } from './find-numbers.ts'

/** A term of a search: a word, a phrase or a number. */
export interface ParsedTerm {
  readonly text: string
  /** the digits by which it finds a number in any format; `undefined` for a term that is no number */
  readonly digits?: string | undefined
  /** the words of a number that was typed with white space; a note that contains all of them apart matches too */
  readonly parts?: readonly string[]
}

/**
 * Splits a search text into its terms, all of which must match: words separated by white space, and phrases in double
 * quotes (also curly ones; an unclosed phrase ends with the text). Words that make up a telephone number are one term. Every
 * other character is literal.
 */
export function parseSearch(q: string): ParsedTerm[] {
  const terms = new Map<string, ParsedTerm>()
  let number: string[] = []
  const endNumber = () => {
    const text = number.join(' ')
    const digits = numberDigits(text)
    if (number.length > 1 && digits !== undefined) terms.set(text, { text, digits, parts: number })
    else for (const part of number) terms.set(part, termOf(part))
    number = []
  }
  for (const [, phrase, word = ''] of q.replaceAll(/[“”„]/g, '"').matchAll(/"([^"]*)"?|([^"\s]+)/g)) {
    const term = (phrase ?? word).trim()
    const isPart = phrase === undefined && /^[+(]*[0-9][0-9()./-]*$/.test(term)
    if (!isPart) endNumber()
    if (isPart) number.push(term)
    else if (term !== '') terms.set(term, termOf(term))
  }
  endNumber()
  return [...terms.values()]
}

function termOf(text: string): ParsedTerm {
  const digits = numberDigits(text)
  return { text, ...(digits !== undefined && { digits }) }
}
