import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadStateSchema, leadTypes } from './lead.ts'

/** The owner of an event: the user whose `appUserId` created it. */
export const ownerSchema = z.object({ id: z.string(), name: z.string(), application: z.string() })

/** A range of a note, in UTF-16 code units, as `note.slice` counts. */
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
  /** extension: the lead's status just before this event, if this event sets one */
  previousStatus: z.optional(z.nullable(z.string())),
  /** extension: the assignee stored with the previous event */
  previousLeadAssignee: z.optional(z.nullable(z.string())),
  /** extension, in lists of events of all leads: the lead's name */
  leadName: z.optional(z.nullable(z.string())),
  /** extension, with a text search: the matches in `note`, ascending and without overlaps */
  highlights: z.optional(z.array(highlightSchema)),
  /** in `sync` only: the event was deleted, together with its note */
  deleted: z.optional(z.literal(true)),
})

export type LeadEvent = z.output<typeof leadEventSchema>

/**
 * An event and the state that its lead would revert to if it were deleted: `null` if the lead's state would not
 * change.
 */
export const leadEventDetailsSchema = z.extend(leadEventSchema, {
  ifDeleted: z.optional(z.nullable(leadStateSchema)),
})

export type LeadEventDetails = z.output<typeof leadEventDetailsSchema>
