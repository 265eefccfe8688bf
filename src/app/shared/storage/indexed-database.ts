import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb'

/** The app's IndexedDB stores. A value is parsed before use, because an earlier version may have written it. */
interface LeadlineSchema extends DBSchema {
  operations: { readonly key: string; readonly value: object }
  drafts: { readonly key: string; readonly value: object }
  /** cached responses, by person and address */
  reads: { readonly key: string; readonly value: object }
}

export type LeadlineDatabase = IDBPDatabase<LeadlineSchema>

/** Returns the open database; throws if it is not open. */
export type OpenDatabase = () => LeadlineDatabase

/** Incremented with each change of the stores; `upgrade` migrates every earlier version. */
const version = 1

/**
 * Milliseconds after which the page continues without a database that has not opened yet. The timeout is long, because
 * input is not stored until then, and opening may take long on a busy machine.
 */
const openTimeoutMs = 10_000

/**
 * Opens the database, however long that takes; calls `onLost` when the browser closes it. Rejects if there is no
 * database: forbidden, broken, or in a private window.
 */
export async function openLeadline(onLost?: () => void): Promise<LeadlineDatabase> {
  return openDB<LeadlineSchema>('leadline', version, {
    upgrade: (database, from) => {
      if (from >= 1) return
      database.createObjectStore('operations', { keyPath: 'key' })
      database.createObjectStore('drafts', { keyPath: 'place' })
      database.createObjectStore('reads', { keyPath: 'key' })
    },
    // a newer version waits until this one closes
    blocking: (_, __, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      onLost?.()
    },
    terminated: () => onLost?.(),
  })
}

/** Opens the database. Rejects if there is none, and if it does not open within `openTimeoutMs`. */
export async function openDatabase(onLost?: () => void): Promise<LeadlineDatabase> {
  const opening = openLeadline(onLost)
  try {
    return await withTimeout(opening)
  } catch (error) {
    // the caller has given up, so a database that opens later is closed
    void opening.then((database) => database.close()).catch(() => undefined)
    throw error
  }
}

/** Waits for a database to open; rejects after `openTimeoutMs`. */
export async function withTimeout(opening: Promise<LeadlineDatabase>): Promise<LeadlineDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not open.')), openTimeoutMs)
  })
  try {
    return await Promise.race([opening, timeout])
  } finally {
    clearTimeout(timer)
  }
}

type StoreName = StoreNames<LeadlineSchema>

/** Stores one value, and commits at once. */
export async function putDurably(database: LeadlineDatabase, name: StoreName, value: object): Promise<void> {
  return writeDurably(database, name, (store) => store.put(value))
}

/** Deletes the value of a key, and commits at once. */
export async function deleteDurably(database: LeadlineDatabase, name: StoreName, key: string): Promise<void> {
  return writeDurably(database, name, (store) => store.delete(key))
}

type WritableStore = IDBPObjectStore<LeadlineSchema, [StoreName], StoreName, 'readwrite'>

/**
 * Commits a write explicitly, because closing the page discards what is not committed. Every write needs this, because
 * browsers run one transaction after the other: a transaction that stays open until the page is next idle delays those
 * behind it.
 */
async function writeDurably(
  database: LeadlineDatabase,
  name: StoreName,
  write: (store: WritableStore) => Promise<unknown>,
): Promise<void> {
  const transaction = database.transaction(name, 'readwrite')
  const written = write(transaction.store)
  transaction.commit()
  await Promise.all([written, transaction.done])
}
