import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'

/** One version of an event. */
export const eventVersionSchema = z.object({ note: z.nullable(z.string()), date: instantSchema })

/** One change of an event in the audit log: the user, the time, and the event before and after the change. */
export const eventChangeSchema = z.object({
  event: z.int(),
  lead: z.string(),
  leadName: z.nullable(z.string()),
  kind: z.enum(['update', 'delete', 'erase']),
  /** the event's `updateTime` with this change */
  updateTime: instantSchema,
  changedBy: z.object({ id: z.string(), name: z.string() }),
  before: eventVersionSchema,
  /** `null` after a deletion */
  after: z.nullable(eventVersionSchema),
  /** the notes of this change were erased, so that `null` does not mean an empty note */
  erased: z.optional(z.literal(true)),
})

export type EventChange = z.output<typeof eventChangeSchema>
