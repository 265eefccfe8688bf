/** The longest list of leads in one address, in bytes as it is encoded: with the rest some 6 KB, which any server takes. */
const longest = 5_500

/** Splits leads into lists that are short enough for an address, in order. */
export function splitLeads(leads: readonly string[]): string[][] {
  const lists: string[][] = []
  let length = longest
  for (const lead of leads) {
    // a comma is three bytes in an address
    const more = encodeURIComponent(lead).length + 3
    if (length + more > longest) {
      lists.push([])
      length = 0
    }
    lists.at(-1)?.push(lead)
    length += more
  }
  return lists
}
