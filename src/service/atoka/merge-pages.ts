/** A part of a merged list. */
export interface Part<Item> {
  /** reads the page from `offset`; `undefined` for an unreadable item */
  read(offset: number): Promise<readonly (Item | undefined)[]>
  /** the number of items of this part */
  readonly count: number
}

/**
 * Returns at most `limit` items from `offset` of parts that are each ordered by `before`, as if they were one list.
 * Pages are read as needed, none twice. An unreadable item keeps its position in its part.
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
        // a page that is shorter than its part's count ends the part
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
