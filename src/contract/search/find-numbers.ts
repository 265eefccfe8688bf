/** A number with separators between its digits, as in the function search_numbers in 0024-search-folding.sql. */
const writtenNumber = /[0-9](?:[ \u00a0\u2009\u202f.,/()\u2010-\u2015-]{0,3}[0-9]){3,}/g

/** The fewest digits of a telephone number. */
const minPhoneDigits = 7

/** A number as it is written with separators, and its digits. */
export interface WrittenNumber {
  readonly digits: string
  /** the index of each digit in the text */
  readonly indexes: readonly number[]
}

/**
 * Returns the numbers of a text that are written with separators: seven digits or more, such as a telephone number, or four digits
 * or more with points and commas alone.
 */
export function findNumbers(text: string): WrittenNumber[] {
  return [...text.matchAll(writtenNumber)].flatMap(({ index, 0: written }) => {
    const digits = [...written.matchAll(/[0-9]/g)]
    const isNumber = digits.length >= minPhoneDigits || /^[0-9.,]+$/.test(written)
    if (!isNumber || digits.length === written.length) return []
    return { digits: digits.join(''), indexes: digits.map((digit) => index + digit.index) }
  })
}

/** A search term that is a number. */
const numberTerm = /^\+?[0-9][ .,/()0-9-]*$/

/**
 * Returns the digits by which a term finds numbers in any format; `undefined` for a term that is no number. A number with the prefix
 * of a country is found by its last nine digits, because notes have it with and without the prefix, and one with a trunk
 * zero is found without it.
 */
export function numberDigits(term: string): string | undefined {
  const written = term
    .trim()
    .replaceAll(/[\u00a0\u2009\u202f]/g, ' ')
    .replaceAll(/[\u2010-\u2015]/g, '-')
  if (!numberTerm.test(written.replace(/^\(/, ''))) return undefined
  const digits = written.replaceAll(/[^0-9]/g, '')
  if (digits.length < minPhoneDigits) {
    return digits.length >= 4 && /^[0-9.,]+$/.test(written) ? digits : undefined
  }
  const hasPrefix = written.startsWith('+') || digits.startsWith('00')
  if (hasPrefix && digits.length > 9) return digits.slice(-9)
  const significant = digits.replace(/^0+/, '')
  return significant.length >= minPhoneDigits ? significant : digits
}
