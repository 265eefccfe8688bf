import type { Operation } from '../operations/operation.ts'

/** What a change makes of a row: nothing, the row as it is from now on, or more rows in its place. */
export type Change = (row: Operation | undefined) => readonly Operation[]

/** Where the outbox keeps its rows. */
export interface OutboxStorage {
  readonly load: () => Promise<readonly Operation[]>
  readonly find: (key: string) => Promise<Operation | undefined>
  /** Keeps a row that is new: in one step, so that a page that is closed right after takes nothing with it. */
  readonly add: (row: Operation) => Promise<void>
  /**
   * Puts what `change` makes of a row in its place, and gives that. One transaction: two tabs change a row one after
   * the other, never both from the same state. Resolves once it would survive.
   */
  readonly change: (key: string, change: Change) => Promise<readonly Operation[]>
}

/** For tests: keeps the rows as long as the page lives. */
export function createMemoryStorage(): OutboxStorage {
  const rows = new Map<string, Operation>()
  return {
    load: async () => [...rows.values()],
    find: async (key) => rows.get(key),
    add: async (row) => {
      rows.set(row.key, row)
    },
    change: async (key, change) => {
      const changed = change(rows.get(key))
      rows.delete(key)
      for (const row of changed) rows.set(row.key, row)
      return changed
    },
  }
}
