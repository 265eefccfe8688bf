/** A part of a long list: where one stands in it, and how it goes on. */
export interface Part<Item> {
  /** the page from `offset` on, `undefined` for an item that cannot be read */
  read(offset: number): Promise<readonly (Item | undefined)[]>
  /** items that this part has */
  readonly count: number
}

/**
 * The items from `offset` on, `limit` at the most, of parts that are each in the order of `before`, as if they were one
 * list: pages are read as they are needed, none twice. Whoever cannot be read stands where its part has it.
 */
export async function mergeParts<Item>(
  parts: readonly Part<Item>[],
  before: (one: Item, other: Item) => boolean,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<(Item | undefined)[]> {
  const cursors = parts.map((part) => ({ part, page: [] as readonly (Item | undefined)[], at: 0, read: 0 }))
  const merged: (Item | undefined)[] = []

  for (let position = 0; position < offset + limit; position++) {
    await Promise.all(
      cursors.map(async (cursor) => {
        if (cursor.at < cursor.page.length || cursor.read >= cursor.part.count) return
        cursor.page = await cursor.part.read(cursor.read)
        cursor.at = 0
        // a page that is shorter than it was said to be ends its part
        cursor.read = cursor.page.length === 0 ? cursor.part.count : cursor.read + cursor.page.length
      }),
    )
    const open = cursors.filter(({ at, page }) => at < page.length)
    const [first] = open
    if (first === undefined) break
    const next = open.reduce((best, cursor) => {
      const [item, other] = [cursor.page[cursor.at], best.page[best.at]]
      return other !== undefined && (item === undefined || before(item, other)) ? cursor : best
    }, first)
    if (position >= offset) merged.push(next.page[next.at])
    next.at++
  }
  return merged
}
