import type { Operation } from '../operations/operation.ts'

/** Returns the rows that replace a row: none, the changed row, or several rows. */
export type Change = (row: Operation | undefined) => readonly Operation[]

/** The storage of the outbox. */
export interface OutboxStorage {
  readonly load: () => Promise<readonly Operation[]>
  readonly find: (key: string) => Promise<Operation | undefined>
  /** Stores a new row in one step, so that it survives if the page closes right after. */
  readonly add: (row: Operation) => Promise<void>
  /**
   * Replaces a row by the result of `change`, and returns that. It is one transaction: two tabs change a row one after
   * the other, never both from the same state. Resolves once the result is stored durably.
   */
  readonly change: (key: string, change: Change) => Promise<readonly Operation[]>
}

/** For tests: stores the rows in memory. */
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
