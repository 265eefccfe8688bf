import type { Operation } from './operation.ts'
import type { OutboxStorage } from './outbox-storage.ts'

export type OperationRows = ReturnType<typeof createRows>

/** The rows as the screen sees them, written through to the storage. */
export function createRows(storage: OutboxStorage) {
  let rows: readonly Operation[] = []
  const listeners = new Set<() => void>()

  function show(next: readonly Operation[]) {
    rows = next
    for (const listener of listeners) listener()
  }

  /** Changes a row on the screen only: what is under way is stored as not yet sent. */
  function mark(changed: Operation) {
    show(rows.map((row) => (row.key === changed.key ? changed : row)))
  }

  return {
    mark,

    /** The rows, in the order in which they were done; the same array until something changes. */
    all: () => rows,

    find: (key: string) => rows.find((row) => row.key === key),

    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    /** Takes the rows that were kept, before those of this visit. */
    load: async () => {
      const known = new Set(rows.map((row) => row.key))
      const kept = await storage.load()
      const again = kept.filter((row) => !known.has(row.key))
      // what was held back or under way when the page closed is to be sent
      show([
        ...again.map((row): Operation => (row.state === 'refused' ? row : { ...row, state: 'waiting' })),
        ...rows,
      ])
    },

    add: async (row: Operation) => {
      show([...rows, row])
      await storage.put(row)
    },

    keep: async (row: Operation) => {
      mark(row)
      await storage.put(row)
    },

    /** Forgets a row in the storage: it was accepted. */
    forget: async (key: string) => storage.remove(key),

    remove: (key: string) => {
      show(rows.filter((row) => row.key !== key))
      void storage.remove(key)
    },
  }
}
