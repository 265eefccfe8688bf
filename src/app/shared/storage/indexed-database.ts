import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb'

/** What the browser keeps for the app. A value is read as `unknown`: an earlier version may have written it. */
interface LeadlineSchema extends DBSchema {
  operations: { readonly key: string; readonly value: object }
  drafts: { readonly key: string; readonly value: object }
  /** answers that were read, by person and query */
  reads: { readonly key: string; readonly value: object }
}

export type LeadlineDatabase = IDBPDatabase<LeadlineSchema>

/** Moves on with each change of the stores; `upgrade` brings every earlier one to it. */
const version = 1

/**
 * After this, in milliseconds, a database that does not open is done without, until it does. Long, for what is typed is
 * not kept meanwhile, and a machine that is busy may take its time.
 */
const patience = 10_000

/**
 * Opens the browser's database, however long that takes; `onLost` is called when the browser closes it. Rejects where
 * there is none: forbidden, broken, or in a private window.
 */
export async function openLeadline(onLost?: () => void): Promise<LeadlineDatabase> {
  return openDB<LeadlineSchema>('leadline', version, {
    upgrade: (database, from) => {
      if (from >= 1) return
      database.createObjectStore('operations', { keyPath: 'key' })
      database.createObjectStore('drafts', { keyPath: 'place' })
      database.createObjectStore('reads', { keyPath: 'key' })
    },
    // a newer version waits for this one to let go
    blocking: (_, __, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      onLost?.()
    },
    terminated: () => onLost?.(),
  })
}

/** Opens the browser's database. Rejects where there is none, and where it does not open within reason. */
export async function openDatabase(onLost?: () => void): Promise<LeadlineDatabase> {
  const opening = openLeadline(onLost)
  try {
    return await withTimeout(opening)
  } catch (error) {
    // nobody is there to use it any more
    void opening.then((database) => database.close()).catch(() => undefined)
    throw error
  }
}

/** Waits for a database to open, but not for ever. */
export async function withTimeout(opening: Promise<LeadlineDatabase>): Promise<LeadlineDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not open.')), patience)
  })
  try {
    return await Promise.race([opening, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

type StoreName = StoreNames<LeadlineSchema>

/** Puts one value, and commits at once. */
export async function putDurably(database: LeadlineDatabase, name: StoreName, value: object): Promise<void> {
  return writeNow(database, name, (store) => store.put(value))
}

/** Deletes what is kept under a key, and commits at once. */
export async function deleteDurably(database: LeadlineDatabase, name: StoreName, key: string): Promise<void> {
  return writeNow(database, name, (store) => store.delete(key))
}

type WrittenStore = IDBPObjectStore<LeadlineSchema, [StoreName], StoreName, 'readwrite'>

/**
 * A page that is closed takes with it what is not yet committed. That holds for whatever is written, for browsers write
 * one transaction after the other: one that is left open until the page next has time keeps those behind it waiting.
 */
async function writeNow(
  database: LeadlineDatabase,
  name: StoreName,
  write: (store: WrittenStore) => Promise<unknown>,
): Promise<void> {
  const transaction = database.transaction(name, 'readwrite')
  const written = write(transaction.store)
  transaction.commit()
  await Promise.all([written, transaction.done])
}
