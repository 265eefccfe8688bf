import { createListeners } from '../../shared/store.ts'
import type { Operation } from '../operations/operation.ts'
import type { Change, OutboxStorage } from './outbox-storage.ts'

export type OperationStore = ReturnType<typeof createOperationStore>

/**
 * Creates the rows that the screen shows: a change applies at once and is written to the storage, whose result
 * prevails. Calls `onStored` with the keys of the rows once they have been written.
 */
export function createOperationStore(storage: OutboxStorage, onStored: (keys: readonly string[]) => void) {
  let rows: readonly Operation[] = []
  const { subscribe, notify } = createListeners()
  /** number of pending writes to the storage, by row key */
  const pendingWrites = new Map<string, number>()
  let storing: Promise<unknown> = Promise.resolve()
  /**
   * Rows whose last change the storage did not accept; `undefined` for a removed row. They last as long as the page,
   * and this tab sends them all the same.
   */
  const notPersisted = new Map<string, Operation | undefined>()
  /** whether the rows of earlier visits are loaded */
  let isLoaded = false
  const accepted = new Set<string>()

  /** Replaces the row `key` by `replacement`, and notifies the listeners. */
  function show(key: string, replacement: readonly Operation[]) {
    const keys = new Set([key, ...replacement.map((row) => row.key)])
    rows = [...rows.filter((row) => !keys.has(row.key)), ...replacement].toSorted(byOrder)
    notify()
  }

  const find = (key: string) => rows.find((row) => row.key === key)

  /** Returns the rows that `write` stored; if it fails, keeps the rows of `fallback` in memory and returns them. */
  async function store(
    key: string,
    write: () => Promise<readonly Operation[]>,
    fallback: () => readonly Operation[],
  ) {
    try {
      const stored = await write()
      const keys = [key, ...stored.map((row) => row.key)]
      for (const written of keys) notPersisted.delete(written)
      onStored(keys)
      return stored
    } catch {
      const inMemory = fallback()
      notPersisted.set(key, undefined)
      for (const row of inMemory) notPersisted.set(row.key, row)
      return inMemory
    }
  }

  /** Shows the stored version of a row, unless a newer change is still being written. */
  function settle(key: string, stored: readonly Operation[]) {
    if (pendingWrites.has(key)) return
    // an accepted row stays until its data are refetched
    if (find(key)?.state !== 'sent') show(key, stored)
  }

  /** Shows a change at once; resolves with the storage's result, which may differ. */
  async function showAndStore(
    key: string,
    replacement: readonly Operation[],
    writing: ReturnType<typeof store>,
  ) {
    show(key, replacement)
    pendingWrites.set(key, (pendingWrites.get(key) ?? 0) + 1)
    storing = Promise.all([storing, writing])
    const stored = await writing
    const left = (pendingWrites.get(key) ?? 1) - 1
    if (left === 0) pendingWrites.delete(key)
    else pendingWrites.set(key, left)
    settle(key, stored)
    return stored
  }

  async function change(key: string, apply: Change): Promise<readonly Operation[]> {
    const before = find(key)
    const newest = (row: Operation | undefined) => (notPersisted.has(key) ? notPersisted.get(key) : row)
    const write = async () => storage.change(key, (row) => apply(newest(row)))
    return showAndStore(
      key,
      apply(before),
      store(key, write, () => apply(newest(before))),
    )
  }

  async function loadAll(): Promise<boolean> {
    try {
      for (const row of await storage.load()) {
        // a change that the storage did not accept is newer
        if (!notPersisted.has(row.key)) settle(row.key, [row])
      }
      return true
    } catch {
      return false
    }
  }

  return {
    /** All rows, in the order in which they were made; the same array until something changes. */
    all: () => rows,

    find,

    subscribe,

    /** Resolves once every change so far is stored or has failed to be stored. */
    stored: async () => {
      await storing
    },

    /** Whether all rows are stored, and those of earlier visits are loaded. */
    isPersisted: () => isLoaded && notPersisted.size === 0,

    /** Whether only this tab has the current row, so that no other tab can send it. */
    isOnlyHere: (key: string) => notPersisted.has(key),

    /**
     * Loads the stored rows, then stores the changes that the storage did not accept before. Returns whether the
     * storage could be read; if not, a later load may succeed, and nothing in it is overwritten.
     */
    load: async (): Promise<boolean> => {
      isLoaded = await loadAll()
      notify()
      if (isLoaded) await Promise.all([...notPersisted.keys()].map(async (key) => change(key, unchanged)))
      return isLoaded
    },

    /** Reloads a row that another tab changed. */
    refresh: async (key: string) => {
      try {
        const row = await storage.find(key)
        if (!notPersisted.has(key)) settle(key, row === undefined ? [] : [row])
      } catch {
        // the next successful load reads this row too
      }
    },

    /** Shows an accepted row, or removes it from the screen, without a write to the storage. */
    mark: (key: string, row?: Operation) => {
      if (row?.state === 'sent') accepted.add(key)
      show(key, row === undefined ? [] : [row])
    },

    /** Whether the service accepted a row during this visit. */
    wasAccepted: (key: string) => accepted.has(key),

    /** Changes a row at once; resolves with the storage's result, which may differ. */
    change,

    /** Adds a new row; resolves once it is stored, or kept in memory because the storage failed. */
    add: async (row: Operation) => {
      const write = async () => {
        await storage.add(row)
        return [row]
      }
      await showAndStore(
        row.key,
        [row],
        store(row.key, write, () => [row]),
      )
    },

    /** Changes a row if it still exists; `apply` receives the stored version, which may be newer than the one shown. */
    update: async (key: string, apply: (row: Operation) => Operation) =>
      change(key, (row) => (row === undefined ? [] : [apply(row)])),
  }
}

const unchanged: Change = (row) => (row === undefined ? [] : [row])

function byOrder(one: Operation, other: Operation): number {
  return one.order - other.order || (one.key < other.key ? -1 : 1)
}
