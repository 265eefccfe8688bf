import * as z from 'zod/mini'
import type { Draft, DraftStorage } from './draft-storage.ts'
import { deleteDurably, putDurably, type LeadlineDatabase } from '../../shared/storage/indexed-database.ts'
import { operationSchema } from '../operations/operation-schema.ts'
import type { Operation } from '../operations/operation.ts'
import type { OutboxStorage } from './outbox-storage.ts'

const draftSchema = z.object({ place: z.string(), value: z.unknown(), at: z.number() })

/** The database as it is by now; throws where it is not open. */
export type OpenDatabase = () => LeadlineDatabase

/** Keeps the rows of the outbox in the browser's database. What it cannot read of another version stays there. */
export function createIndexedOutbox(database: OpenDatabase): OutboxStorage {
  return {
    load: async () =>
      (await database().getAll('operations')).map(readOperation).filter((row) => row !== undefined),
    find: async (key) => readOperation(await database().get('operations', key)),
    add: async (row) => putDurably(database(), 'operations', row),
    change: async (key, change) => {
      const { store, done } = database().transaction('operations', 'readwrite')
      const kept = await store.get(key)
      const row = readOperation(kept)
      const changed = change(row)
      const writes: Promise<unknown>[] = [done]
      if (changed.length !== 1 || changed[0] !== row) {
        if (kept !== undefined && changed.every((other) => other.key !== key)) writes.push(store.delete(key))
        for (const next of changed) writes.push(store.put(next))
      }
      await Promise.all(writes)
      return changed
    },
  }
}

/** Keeps drafts in the browser's database. */
export function createIndexedDrafts(database: OpenDatabase): DraftStorage {
  return {
    load: async () =>
      (await database().getAll('drafts')).map(readDraft).filter((draft) => draft !== undefined),
    find: async (place) => readDraft(await database().get('drafts', place)),
    put: async (draft) => putDurably(database(), 'drafts', draft),
    remove: async (place) => deleteDurably(database(), 'drafts', place),
  }
}

function readOperation(kept: unknown): Operation | undefined {
  return operationSchema.safeParse(kept).data
}

function readDraft(kept: unknown): Draft | undefined {
  return draftSchema.safeParse(kept).data
}
