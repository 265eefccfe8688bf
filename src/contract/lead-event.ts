import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadStateSchema, leadTypes } from './lead.ts'

/** Who wrote an event: the `appUserId` it came with. */
export const ownerSchema = z.object({ id: z.string(), name: z.string(), application: z.string() })

/** A stretch of a note, in UTF-16 code units, as `note.slice` counts. */
export const highlightSchema = z.object({ start: z.int(), length: z.int() })

export type Highlight = z.output<typeof highlightSchema>

/** One event of one lead. Instants are ISO 8601 UTC with milliseconds. Source: reference, "Response". */
export const leadEventSchema = z.object({
  id: z.int(),
  lead: z.string(),
  type: z.enum(leadTypes),
  status: z.nullable(z.string()),
  note: z.nullable(z.string()),
  noteVisibility: z.string(),
  date: instantSchema,
  created: instantSchema,
  owner: ownerSchema,
  updateTime: instantSchema,
  statusCollectionId: z.string(),
  leadAssignee: z.nullable(z.string()),
  /** ours: the lead's status just before this event, where this event sets one */
  previousStatus: z.optional(z.nullable(z.string())),
  /** ours: the assignee stored with the event before this one */
  previousLeadAssignee: z.optional(z.nullable(z.string())),
  /** ours, where words were searched for: what matched in `note`, ascending and apart from each other */
  highlights: z.optional(z.array(highlightSchema)),
  /** in `sync` only: the event is gone, its note with it */
  deleted: z.optional(z.literal(true)),
})

export type LeadEvent = z.output<typeof leadEventSchema>

/** An event with what would become of its lead without it: `null` where that would change nothing. */
export const leadEventDetailsSchema = z.extend(leadEventSchema, {
  ifDeleted: z.optional(z.nullable(leadStateSchema)),
})

export type LeadEventDetails = z.output<typeof leadEventDetailsSchema>
