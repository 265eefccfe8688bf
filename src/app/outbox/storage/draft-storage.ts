/** Something typed at a place, and when, in milliseconds by the browser's clock. */
export interface Draft {
  readonly place: string
  readonly value: unknown
  readonly at: number
}

/** Where drafts are kept; `put` resolves once one would survive. */
export interface DraftStorage {
  readonly load: () => Promise<readonly Draft[]>
  readonly find: (place: string) => Promise<Draft | undefined>
  readonly put: (draft: Draft) => Promise<void>
  readonly remove: (place: string) => Promise<void>
}

/** For tests: keeps drafts as long as the page lives. */
export function createMemoryDrafts(): DraftStorage {
  const drafts = new Map<string, Draft>()
  return {
    load: async () => [...drafts.values()],
    find: async (place) => drafts.get(place),
    put: async (draft) => {
      drafts.set(draft.place, draft)
    },
    remove: async (place) => {
      drafts.delete(place)
    },
  }
}
