import * as z from 'zod/mini'
import { leadEventSchema } from '../../../contract/lead-event.ts'

const storageKey = 'leadline.edits'

const editSchema = z.object({
  /** of its row in the outbox */
  key: z.string(),
  /** the `personKey` of who made it */
  person: z.string(),
  /** by `steadyNow` */
  madeAt: z.number(),
  /** the event as it was */
  before: leadEventSchema,
  /** its date was changed, too */
  dated: z.boolean(),
  /** the event as it was is what the service had: it went over no change that had not left either */
  wasSaved: z.boolean(),
  /** what came of it, once that is known: the version that undoing goes over */
  accepted: z.optional(leadEventSchema),
})

/** An edit that can be undone. */
export type UndoableEdit = Readonly<z.output<typeof editSchema>>

/** Keeps an edit for this tab, so that it can be undone after a reload too; in place of what was kept of it before. */
export function saveEdit(edit: UndoableEdit): void {
  write([...keptEdits().filter(({ key }) => key !== edit.key), edit])
}

/** Forgets an edit that cannot be undone any more. */
export function forgetEdit(key: string): void {
  write(keptEdits().filter((edit) => edit.key !== key))
}

/** The edits of this tab that could be undone when it was loaded, the oldest first. */
export function keptEdits(): readonly UndoableEdit[] {
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
    // a browser that keeps nothing lets an edit be undone until the page is loaded again
  }
}

/** Forgets all of them: their person has gone. */
export function clearEdits(): void {
  write([])
}
