import * as z from 'zod/mini'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { chosenDateSchema } from '../../../shared/time/local-minute.ts'

/** One version of an event: the one on which an edit began, or the current one. */
const versionSchema = z.object({ updateTime: z.string(), note: z.nullable(z.string()), date: z.string() })

export type EventVersion = z.output<typeof versionSchema>

const draftSchema = z.object({
  note: z.string(),
  /** the new date; absent if the date stays unchanged */
  date: z.optional(chosenDateSchema),
  /** the version that the user saw; absent for a queued event */
  base: z.optional(versionSchema),
})

/** An event being edited, as it is stored from the first keystroke. */
export type NoteDraft = z.output<typeof draftSchema>

/** Parses a stored draft; earlier versions of this page stored only the text. */
export function parseNoteDraft(draft: unknown): NoteDraft | undefined {
  return typeof draft === 'string' ? { note: draft } : draftSchema.safeParse(draft).data
}

/** The version of an event. */
export function versionOf({ updateTime, note, date }: LeadEvent): EventVersion {
  return { updateTime, note, date }
}

/**
 * Whether another user has changed the event since the user began to edit it. A later version with the same content does
 * not count: it is the user's own saved edit, or another edit that was undone.
 */
export function isStale(base: EventVersion | undefined, current: EventVersion | undefined): boolean {
  if (base === undefined || current === undefined || current.updateTime <= base.updateTime) return false
  return base.note !== current.note || base.date !== current.date
}
