import type { Operation } from './operation.ts'

/** Where the outbox keeps its rows; `put` resolves once a row would survive. */
export interface OutboxStorage {
  readonly load: () => Promise<readonly Operation[]>
  readonly put: (operation: Operation) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** Keeps the rows as long as the page lives. */
export function createMemoryStorage(): OutboxStorage {
  const rows = new Map<string, Operation>()
  return {
    load: async () => [...rows.values()],
    put: async (operation) => {
      rows.set(operation.key, operation)
    },
    remove: async (key) => {
      rows.delete(key)
    },
  }
}
