/**
 * The items of a page as JSON, serialised in slices while they are read: the objects of a large page are never in
 * memory together, and other requests run between two slices.
 */
export class WrittenItems {
  /** the items of each slice, separated by commas, without brackets */
  readonly slices: Buffer<ArrayBuffer>[] = []

  add(items: readonly unknown[]): void {
    if (items.length > 0) this.slices.push(Buffer.from(JSON.stringify(items).slice(1, -1)))
  }
}
