import * as z from 'zod/mini'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { chosenDateSchema } from '../../../shared/time/local-minute.ts'

/** What an event said at one time: the version that an edit began on, or the one that stands there now. */
const versionSchema = z.object({ updateTime: z.string(), note: z.nullable(z.string()), date: z.string() })

export type EventVersion = z.output<typeof versionSchema>

const draftSchema = z.object({
  note: z.string(),
  /** the time that it is to have; absent where that stays as it is */
  date: z.optional(chosenDateSchema),
  /** the version that the person saw; absent for an event that is not saved yet */
  base: z.optional(versionSchema),
})

/** An event under edit, as it is kept from the first keystroke. */
export type NoteDraft = z.output<typeof draftSchema>

/** Reads a kept draft; earlier versions of this page kept the text alone. */
export function readNoteDraft(draft: unknown): NoteDraft | undefined {
  return typeof draft === 'string' ? { note: draft } : draftSchema.safeParse(draft).data
}

/** The version of an event that is in sight. */
export function versionOf({ updateTime, note, date }: LeadEvent): EventVersion {
  return { updateTime, note, date }
}

/**
 * Whether somebody else changed what is being edited since the person began. What comes later and says the same is no
 * change to them: their own edit that was just saved, or one that was taken back.
 */
export function isStale(base: EventVersion | undefined, now: EventVersion | undefined): boolean {
  if (base === undefined || now === undefined || now.updateTime <= base.updateTime) return false
  return base.note !== now.note || base.date !== now.date
}
