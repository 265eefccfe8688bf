import type { Operation } from '../operations/operation.ts'
import type { Change, OutboxStorage } from './outbox-storage.ts'

export type OperationStore = ReturnType<typeof createRows>

/**
 * The rows as the screen sees them: changed at once, and written through to the storage, which has the last word.
 * `onStored` is told the keys of what was stored.
 */
export function createRows(storage: OutboxStorage, onStored: (keys: readonly string[]) => void) {
  let rows: readonly Operation[] = []
  const listeners = new Set<() => void>()
  /** how many changes of a row are on their way to the storage */
  const pending = new Map<string, number>()
  let storing: Promise<unknown> = Promise.resolve()
  /**
   * What became of rows and the storage did not take, nothing of one that is gone: it lives as long as the page, and is
   * sent from here all the same.
   */
  const unkept = new Map<string, Operation | undefined>()
  /** whether what earlier visits left was read */
  let isRead = false
  const accepted = new Set<string>()

  function show(key: string, now: readonly Operation[]) {
    const keys = new Set([key, ...now.map((row) => row.key)])
    rows = [...rows.filter((row) => !keys.has(row.key)), ...now].toSorted(byOrder)
    tell()
  }

  function tell() {
    for (const listener of listeners) listener()
  }

  const find = (key: string) => rows.find((row) => row.key === key)

  /** `write` stores what becomes of a row, and gives that; `otherwise` it is what is kept here. */
  async function store(
    key: string,
    write: () => Promise<readonly Operation[]>,
    otherwise: () => readonly Operation[],
  ) {
    try {
      const stored = await write()
      for (const known of [key, ...stored.map((row) => row.key)]) unkept.delete(known)
      onStored([key, ...stored.map((row) => row.key)])
      return stored
    } catch {
      const kept = otherwise()
      unkept.set(key, undefined)
      for (const row of kept) unkept.set(row.key, row)
      return kept
    }
  }

  /** What the storage says of a row takes the place of what is shown, unless a newer change is on its way there. */
  function settle(key: string, stored: readonly Operation[]) {
    if (pending.has(key)) return
    // what was accepted stays until it has been read back
    if (find(key)?.state !== 'sent') show(key, stored)
  }

  /** Shows a row as it is from now on; resolves with what the storage made of it, which may be something else. */
  async function showAndStore(key: string, now: readonly Operation[], writing: ReturnType<typeof store>) {
    show(key, now)
    pending.set(key, (pending.get(key) ?? 0) + 1)
    storing = Promise.all([storing, writing])
    const stored = await writing
    const left = (pending.get(key) ?? 1) - 1
    if (left === 0) pending.delete(key)
    else pending.set(key, left)
    settle(key, stored)
    return stored
  }

  async function change(key: string, to: Change): Promise<readonly Operation[]> {
    const before = find(key)
    const newest = (row: Operation | undefined) => (unkept.has(key) ? unkept.get(key) : row)
    const write = async () => storage.change(key, (row) => to(newest(row)))
    return showAndStore(
      key,
      to(before),
      store(key, write, () => to(newest(before))),
    )
  }

  async function readAll(): Promise<boolean> {
    try {
      for (const row of await storage.load()) {
        // what the storage did not take is newer
        if (!unkept.has(row.key)) settle(row.key, [row])
      }
      return true
    } catch {
      return false
    }
  }

  return {
    /** The rows, in the order in which they were done; the same array until something changes. */
    all: () => rows,

    find,

    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    /** Resolves once everything until now is stored, or is known not to be. */
    stored: async () => {
      await storing
    },

    /** Whether everything would survive the page, and what earlier visits left is in sight. */
    isKept: () => isRead && unkept.size === 0,

    /** Whether a row is to be found nowhere but here: no other tab can send it. */
    isOnlyHere: (key: string) => unkept.has(key),

    /**
     * Takes the rows that the storage keeps, and has it keep what it did not take before. Gives whether it could be
     * read; where it cannot, it may be later, and nothing of it is overwritten.
     */
    load: async (): Promise<boolean> => {
      isRead = await readAll()
      tell()
      if (isRead) await Promise.all([...unkept.keys()].map(async (key) => change(key, asItIs)))
      return isRead
    },

    /** Reads a row again that another tab changed. */
    refresh: async (key: string) => {
      try {
        const row = await storage.find(key)
        if (!unkept.has(key)) settle(key, row === undefined ? [] : [row])
      } catch {
        // it is read with all others once that works again
      }
    },

    /** Shows a row, or that it is gone, without storing that: it was accepted. */
    mark: (key: string, row?: Operation) => {
      if (row?.state === 'sent') accepted.add(key)
      show(key, row === undefined ? [] : [row])
    },

    /** Whether this visit knows that the service accepted a row. */
    wasAccepted: (key: string) => accepted.has(key),

    /** Changes a row at once; resolves with what the storage made of it, which may be something else. */
    change,

    /** Adds a row that is new; resolves once it is stored. */
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

    /** Changes a row that may be gone by now, or another than it was here: `to` looks at what it is. */
    update: async (key: string, to: (row: Operation) => Operation) =>
      change(key, (row) => (row === undefined ? [] : [to(row)])),
  }
}

const asItIs: Change = (row) => (row === undefined ? [] : [row])

function byOrder(one: Operation, other: Operation): number {
  return one.order - other.order || (one.key < other.key ? -1 : 1)
}
