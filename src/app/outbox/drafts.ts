/**
 * What was typed and neither logged nor saved, by place: the composer of a lead, the note of an event under edit.
 * A place holds any value that can be kept by a database.
 */
export type Drafts = ReturnType<typeof createDrafts>

/** Keeps drafts as long as the page lives. */
export function createDrafts() {
  const drafts = new Map<string, unknown>()
  const listeners = new Set<() => void>()

  function tell() {
    for (const listener of listeners) listener()
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    read: (place: string): unknown => drafts.get(place),
    write: (place: string, draft: unknown) => {
      drafts.set(place, draft)
      tell()
    },
    remove: (place: string) => {
      if (drafts.delete(place)) tell()
    },
  }
}

/** The place of what a person, by their `personKey`, is about to log on a lead: two applications may know one id. */
export const leadDraft = (person: string, lead: string) => `${person} lead ${lead}`

/** The place of an event's note that a person is editing; no two applications share the id of an event. */
export const noteDraft = (person: string, event: number) => `${person} note ${event}`

/** The place of a refused event that a person is mending. */
export const mendDraft = (key: string) => `mend ${key}`
