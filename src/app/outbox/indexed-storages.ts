import { openDatabase } from './indexed-database.ts'
import { createIndexedDrafts, createIndexedOutbox } from './indexed-storage.ts'

/** Opens the browser's database for everything that is not sent. Rejects where there is none. */
export async function openIndexedStorages() {
  const database = await openDatabase()
  return {
    operations: createIndexedOutbox(database),
    drafts: createIndexedDrafts(database),
    lasts: true,
    close: () => database.close(),
  }
}
