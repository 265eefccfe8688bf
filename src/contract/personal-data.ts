import * as z from 'zod/mini'
import { eventChangeSchema } from './event-change.ts'
import { instantSchema } from './instant.ts'
import { leadEventSchema } from './lead-event.ts'
import { leadSchema } from './lead.ts'
import { queryExplanationSchema } from './paging.ts'
import { userSchema } from './user.ts'

/** Who did something for good, and when. */
const deedSchema = z.object({ by: z.string(), at: instantSchema })

/** An event with everything that is held about it: a deleted one too, and all that was changed of it. */
export const heldEventSchema = z.extend(leadEventSchema, {
  deletion: z.nullable(deedSchema),
  changes: z.array(eventChangeSchema),
})

export type EventData = z.output<typeof heldEventSchema>

/** A lead's own row, and whether its name was erased. */
export const heldLeadSchema = z.extend(leadSchema, { erasure: z.nullable(deedSchema) })

export type LeadData = z.output<typeof heldLeadSchema>

/** A person's own rows: what they sign in with (no secret), where they are signed in, which leads are theirs. */
export const heldPersonSchema = z.extend(userSchema, {
  /** the `appUserId` by which Atoka knows them, where that is another one */
  atokaUserId: z.optional(z.string()),
  erasure: z.nullable(deedSchema),
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

export type PersonData = z.output<typeof heldPersonSchema>

/** A page of the events, by id; `next` is the `after` of the page that follows, `null` where none does. */
const heldEvents = {
  events: z.array(heldEventSchema),
  next: z.nullable(z.int()),
  queryExplanation: queryExplanationSchema,
}

/** All that is held about a lead, page after page. */
export const leadDataSchema = z.object({ lead: heldLeadSchema, ...heldEvents })

/** All that is held about a person, page after page: the events that they wrote or changed. */
export const personDataSchema = z.object({ person: heldPersonSchema, ...heldEvents })
