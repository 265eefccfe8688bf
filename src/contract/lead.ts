import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'

/** What a lead can be. Source: reference, `type`. */
export const leadTypes = ['company', 'person'] as const

export type LeadType = (typeof leadTypes)[number]

/** A lead's current state: the two things that its events set. */
export const leadStateSchema = z.object({
  status: z.nullable(z.string()),
  leadAssignee: z.nullable(z.string()),
})

/** A lead as the picker shows it: who it is, its current state, and how much happened. */
export const leadSchema = z.object({
  id: z.string(),
  type: z.enum(leadTypes),
  /** `null` for a lead that was taken on by an event and is in no directory */
  name: z.nullable(z.string()),
  status: z.nullable(z.string()),
  /** when the lead came to its present status; `null` where it has none */
  statusDate: z.nullable(instantSchema),
  leadAssignee: z.nullable(z.string()),
  lastEventDate: z.nullable(instantSchema),
  eventCount: z.int(),
})

export type Lead = z.output<typeof leadSchema>

/** An event that moved its lead: the state before it and after it. */
export const leadMoveSchema = z.object({
  event: z.int(),
  date: instantSchema,
  from: leadStateSchema,
  to: leadStateSchema,
})

export type LeadStateChange = z.output<typeof leadMoveSchema>

/** Orders of the lead directory: by the latest event, newest first or longest ago first, or by name. */
export const leadSorts = ['recent', 'quiet', 'name'] as const

export type LeadSort = (typeof leadSorts)[number]
