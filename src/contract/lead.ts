import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { oneLine } from './params.ts'

/** The types of a lead. Source: reference, `type`. */
export const leadTypes = ['company', 'person'] as const

export type LeadType = (typeof leadTypes)[number]

/** The longest name of a lead, in code points. */
export const leadNameLimit = 500

export const leadName = oneLine(leadNameLimit)

/** The state of a lead: the two values that its events set. */
export const leadStateSchema = z.object({
  status: z.nullable(z.string()),
  leadAssignee: z.nullable(z.string()),
})

/** A lead: its identity, its current state, and its number of events. */
export const leadSchema = z.object({
  id: z.string(),
  type: z.enum(leadTypes),
  /** `null` for a lead that an event created and that has no directory entry */
  name: z.nullable(z.string()),
  status: z.nullable(z.string()),
  /** when the lead's current status began; `null` if it has none */
  statusDate: z.nullable(instantSchema),
  leadAssignee: z.nullable(z.string()),
  lastEventDate: z.nullable(instantSchema),
  eventCount: z.int(),
})

export type Lead = z.output<typeof leadSchema>

/** An event that changed its lead's state, with the state before and after it. */
export const leadStateChangeSchema = z.object({
  event: z.int(),
  date: instantSchema,
  from: leadStateSchema,
  to: leadStateSchema,
})

export type LeadStateChange = z.output<typeof leadStateChangeSchema>

/**
 * Orders of the lead list: `recent` by the latest event, newest first; `quiet` by the latest event, oldest first;
 * `name` by name; `longest` by the start of the current status, oldest first.
 */
export const leadSorts = ['recent', 'quiet', 'name', 'longest'] as const

export type LeadSort = (typeof leadSorts)[number]
