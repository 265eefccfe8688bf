import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadTypes } from './lead.ts'

/** Leads are counted up to this number. */
export const maxCountedLeads = 1_000

/** The most assignees of one request. */
export const maxCountedAssignees = 50

/** The most times of one request at which leads are quiet. */
export const maxQuietTimes = 10

/** A number of leads. */
export const leadCountSchema = z.object({
  leads: z.int(),
  /** whether there may be more: they were counted up to a limit */
  more: z.boolean(),
})

export type LeadCount = z.output<typeof leadCountSchema>

/** How many leads a list would contain with each choice of one filter and the present choices of the others. */
export const leadCountsSchema = z.object({
  anyAssignee: leadCountSchema,
  unassigned: leadCountSchema,
  assignees: z.array(z.extend(leadCountSchema, { leadAssignee: z.string() })),
  /** in the order of the status collection, then the others of the request */
  statuses: z.array(z.extend(leadCountSchema, { status: z.string() })),
  anyActivity: leadCountSchema,
  open: leadCountSchema,
  quiet: z.array(z.extend(leadCountSchema, { quietSince: instantSchema })),
  anyType: leadCountSchema,
  types: z.array(z.extend(leadCountSchema, { type: z.enum(leadTypes) })),
})

export type LeadCounts = z.output<typeof leadCountsSchema>
