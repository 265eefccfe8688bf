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

/** For tests: stores drafts in memory. */
export function createMemoryDrafts(): DraftStorage {
  const drafts = new Map<string, Draft>()
  return {
    load: async () => [...drafts.values()],
    find: async (key) => drafts.get(key),
    put: async (draft) => {
      drafts.set(draft.place, draft)
    },
    remove: async (key) => {
      drafts.delete(key)
    },
  }
}
