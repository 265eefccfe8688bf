import * as z from 'zod/mini'
import { eventChangeSchema } from './event-change.ts'
import { instantSchema } from './instant.ts'
import { leadEventSchema } from './lead-event.ts'
import { leadSchema } from './lead.ts'
import { queryExplanationSchema } from './paging.ts'
import { userSchema } from './user.ts'

/** Who performed an irreversible action, and when. */
const actionSchema = z.object({ by: z.string(), at: instantSchema })

/** All data stored about an event, also a deleted one, with all its changes. */
export const storedEventSchema = z.extend(leadEventSchema, {
  deletion: z.nullable(actionSchema),
  changes: z.array(eventChangeSchema),
})

export type EventData = z.output<typeof storedEventSchema>

/** A lead's row, and who erased its name. */
export const storedLeadSchema = z.extend(leadSchema, { erasure: z.nullable(actionSchema) })

export type LeadData = z.output<typeof storedLeadSchema>

/** A person's rows: credentials without secrets, sessions, and the IDs of their leads. */
export const storedPersonSchema = z.extend(userSchema, {
  /** the `appUserId` that Atoka uses for them, if it differs */
  atokaUserId: z.optional(z.string()),
  erasure: z.nullable(actionSchema),
  signIn: z.nullable(
    z.object({
      email: z.string(),
      name: z.string(),
      created: instantSchema,
      updated: instantSchema,
      methods: z.array(z.string()),
    }),
  ),
  sessions: z.array(
    z.object({
      created: instantSchema,
      updated: instantSchema,
      expires: instantSchema,
      address: z.nullable(z.string()),
      browser: z.nullable(z.string()),
    }),
  ),
  leads: z.array(z.string()),
})

export type PersonData = z.output<typeof storedPersonSchema>

/** A page of the events, by ID; `next` is the value of `after` for the next page, `null` on the last one. */
const storedEvents = {
  events: z.array(storedEventSchema),
  next: z.nullable(z.int()),
  queryExplanation: queryExplanationSchema,
}

/** All data stored about a lead, in pages. */
export const leadDataSchema = z.object({ lead: storedLeadSchema, ...storedEvents })

/** All data stored about a person, in pages: the events that they wrote or changed. */
export const personDataSchema = z.object({ person: storedPersonSchema, ...storedEvents })
