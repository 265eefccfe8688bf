/**
 * The items of a page as JSON, written slice by slice while they were read: a large page is never held as objects, and
 * other requests run between two slices.
 */
export class WrittenItems {
  /** the items of each slice, apart by commas, without brackets */
  readonly slices: Buffer<ArrayBuffer>[] = []

  add(items: readonly unknown[]): void {
    if (items.length > 0) this.slices.push(Buffer.from(JSON.stringify(items).slice(1, -1)))
  }
}
