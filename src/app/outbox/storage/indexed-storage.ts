import * as z from 'zod/mini'
import type { Draft, DraftStorage } from './draft-storage.ts'
import { deleteDurably, putDurably, type LeadlineDatabase } from '../../shared/storage/indexed-database.ts'
import { operationSchema } from '../operations/operation-schema.ts'
import type { Operation } from '../operations/operation.ts'
import type { OutboxStorage } from './outbox-storage.ts'

const draftSchema = z.object({ place: z.string(), value: z.unknown(), at: z.number() })

/** Returns the open database; throws if it is not open. */
export type OpenDatabase = () => LeadlineDatabase

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

/** Stores drafts in IndexedDB. */
export function createIndexedDrafts(database: OpenDatabase): DraftStorage {
  return {
    load: async () =>
      (await database().getAll('drafts')).map(parseDraft).filter((draft) => draft !== undefined),
    find: async (key) => parseDraft(await database().get('drafts', key)),
    put: async (draft) => putDurably(database(), 'drafts', draft),
    remove: async (key) => deleteDurably(database(), 'drafts', key),
  }
}

function parseOperation(stored: unknown): Operation | undefined {
  return operationSchema.safeParse(stored).data
}

function parseDraft(stored: unknown): Draft | undefined {
  return draftSchema.safeParse(stored).data
}
