import * as z from 'zod/mini'

const versionSchema = z.object({ note: z.nullable(z.string()), date: z.string() })

/** One change of an event, as the audit keeps it: who, when, and what stood there before and after. */
export const eventChangeSchema = z.object({
  event: z.int(),
  lead: z.string(),
  kind: z.enum(['update', 'delete']),
  /** the event's `updateTime` with this change */
  updateTime: z.string(),
  changedBy: z.object({ id: z.string(), name: z.string() }),
  before: versionSchema,
  /** `null` after a deletion */
  after: z.nullable(versionSchema),
})

export type EventChange = z.output<typeof eventChangeSchema>
