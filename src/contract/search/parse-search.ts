/**
 * Splits a search text into its terms, all of which must match: words separated by white space, and phrases in double
 * quotes (also curly ones; an unclosed phrase ends with the text). Every other character is literal.
 */
export function parseSearch(q: string): string[] {
  const terms = new Set<string>()
  for (const [, phrase, word = ''] of q.replaceAll(/[“”„]/g, '"').matchAll(/"([^"]*)"?|([^"\s]+)/g)) {
    const term = (phrase ?? word).trim()
    if (term !== '') terms.add(term)
  }
  return [...terms]
}
