import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'

/** What an event said at one time. */
export const eventVersionSchema = z.object({ note: z.nullable(z.string()), date: instantSchema })

/** One change of an event, as the audit keeps it: who, when, and what stood there before and after. */
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
  /** the notes of this change were erased: that they are `null` says nothing */
  erased: z.optional(z.literal(true)),
})

export type EventChange = z.output<typeof eventChangeSchema>
