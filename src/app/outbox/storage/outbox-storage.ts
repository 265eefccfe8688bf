import { putDurably, type OpenDatabase } from '../../shared/storage/indexed-database.ts'
import { operationSchema } from '../operations/operation-schema.ts'
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

/** Stores the rows of the outbox in IndexedDB. Rows of another version that cannot be parsed stay there. */
export function createIndexedOutbox(database: OpenDatabase): OutboxStorage {
  return {
    load: async () =>
      (await database().getAll('operations')).map(parseOperation).filter((row) => row !== undefined),
    find: async (key) => parseOperation(await database().get('operations', key)),
    add: async (row) => putDurably(database(), 'operations', row),
    change: async (key, change) => {
      const { store, done } = database().transaction('operations', 'readwrite')
      const stored = await store.get(key)
      const row = parseOperation(stored)
      const changed = change(row)
      const writes: Promise<unknown>[] = [done]
      if (changed.length !== 1 || changed[0] !== row) {
        if (stored !== undefined && changed.every((other) => other.key !== key))
          writes.push(store.delete(key))
        for (const next of changed) writes.push(store.put(next))
      }
      await Promise.all(writes)
      return changed
    },
  }
}

function parseOperation(stored: unknown): Operation | undefined {
  return operationSchema.safeParse(stored).data
}
