import * as z from 'zod/mini'
import { deleteDurably, putDurably, type OpenDatabase } from '../../shared/storage/indexed-database.ts'

/** A draft: its key (`place`), its value, and the time of the last input in milliseconds by the browser's clock. */
export interface Draft {
  readonly place: string
  readonly value: unknown
  readonly at: number
}

/** The storage of drafts; `put` resolves once the draft is stored durably. */
export interface DraftStorage {
  readonly load: () => Promise<readonly Draft[]>
  readonly find: (key: string) => Promise<Draft | undefined>
  readonly put: (draft: Draft) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

const draftSchema = z.object({ place: z.string(), value: z.unknown(), at: z.number() })

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

function parseDraft(stored: unknown): Draft | undefined {
  return draftSchema.safeParse(stored).data
}
