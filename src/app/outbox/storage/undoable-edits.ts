import * as z from 'zod/mini'
import { leadEventSchema } from '../../../contract/lead-event.ts'

const storageKey = 'leadline.edits'

const editSchema = z.object({
  /** the key of the edit's row in the outbox */
  key: z.string(),
  /** the `personKey` of the user who made the edit */
  person: z.string(),
  /** by `monotonicNow` */
  madeAt: z.number(),
  /** the event before the edit */
  before: leadEventSchema,
  /** whether the edit changed the date too */
  dated: z.boolean(),
  /** whether the service had saved `before`: the edit replaced no other unsent change */
  wasSaved: z.boolean(),
  /** the saved event, once it is known: undo replaces this version */
  accepted: z.optional(leadEventSchema),
})

/** An edit that can be undone. */
export type UndoableEdit = Readonly<z.output<typeof editSchema>>

/** Stores an edit for this tab, so that it can be undone after a reload too. Replaces the edit with the same key. */
export function saveEdit(edit: UndoableEdit): void {
  write([...storedEdits().filter(({ key }) => key !== edit.key), edit])
}

/** Deletes an edit that can no longer be undone. */
export function deleteEdit(key: string): void {
  write(storedEdits().filter((edit) => edit.key !== key))
}

/** Returns the stored edits of this tab, the oldest first. */
export function storedEdits(): readonly UndoableEdit[] {
  try {
    return z.array(editSchema).parse(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]'))
  } catch {
    return []
  }
}

function write(edits: readonly UndoableEdit[]): void {
  try {
    if (edits.length === 0) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, JSON.stringify(edits))
  } catch {
    // without storage, an edit can be undone until the page is reloaded
  }
}

/** Deletes all stored edits, because their user has signed out. */
export function clearEdits(): void {
  write([])
}
