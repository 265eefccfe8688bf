/**
 * The maximum length of a list of leads in one URL, in encoded bytes: with the rest some 6 KB, which any server
 * accepts.
 */
const maxBytes = 5_500

/** Splits leads into lists that are short enough for a URL, in order. */
export function splitLeads(leads: readonly string[]): string[][] {
  const lists: string[][] = []
  let length = maxBytes
  for (const lead of leads) {
    // an encoded comma is three bytes
    const more = encodeURIComponent(lead).length + 3
    if (length + more > maxBytes) {
      lists.push([])
      length = 0
    }
    lists.at(-1)?.push(lead)
    length += more
  }
  return lists
}
