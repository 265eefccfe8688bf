/**
 * The terms of a search, all of which have to match: what stands between white space, and a phrase what stands between
 * double quotes (curly ones too; one that is not closed goes on to the end). Every other character stands for itself.
 */
export function parseSearch(q: string): string[] {
  const terms = new Set<string>()
  for (const [, phrase, word = ''] of q.replaceAll(/[“”„]/g, '"').matchAll(/"([^"]*)"?|([^"\s]+)/g)) {
    const term = (phrase ?? word).trim()
    if (term !== '') terms.add(term)
  }
  return [...terms]
}
