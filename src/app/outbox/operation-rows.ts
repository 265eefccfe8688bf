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

    /** Takes the rows that were kept, before those of this visit; none where the storage cannot be read. */
    load: async () => {
      await store(async () => {
        const kept = await storage.load()
        const known = new Set(rows.map((row) => row.key))
        const again = kept.filter((row) => !known.has(row.key))
        // what was held back or under way when the page closed is to be sent
        show([
          ...again.map((row): Operation => (row.state === 'refused' ? row : { ...row, state: 'waiting' })),
          ...rows,
        ])
      })
    },

    /** Adds a row before the first of some others that is still there, or at the end; resolves once it is stored. */
    add: async (row: Operation, before: readonly string[] = []) => {
      const place = rows.findIndex(({ key }) => before.includes(key))
      show(rows.toSpliced(place === -1 ? rows.length : place, 0, row))
      await store(async () => storage.put(row))
    },

    keep: (row: Operation) => {
      mark(row)
      void store(async () => storage.put(row))
    },

    /** Forgets a row in the storage: it was accepted. */
    forget: (key: string) => void store(async () => storage.remove(key)),

    remove: (key: string) => {
      show(rows.filter((row) => row.key !== key))
      void store(async () => storage.remove(key))
    },
  }
}

/**
 * Stores what the screen shows already. Never rejects: where the storage is full or forbidden, a row lives as long
 * as the page, and is sent all the same.
 */
async function store(write: () => Promise<void>) {
  try {
    await write()
  } catch {
    // a row that could not be taken away is sent once more under its key, which writes nothing twice
  }
}
