import * as z from 'zod/mini'
import { leadEventSchema } from '../../../contract/lead-event.ts'
import { leadTypes } from '../../../contract/lead.ts'
import { problemSchema } from '../../../contract/problem.ts'

const createBody = z.object({
  lead: z.string(),
  type: z.enum(leadTypes),
  note: z.optional(z.string()),
  status: z.optional(z.string()),
  date: z.optional(z.string()),
  leadAssignee: z.optional(z.string()),
  leadAssigneeRemove: z.optional(z.literal(true)),
})

const updateBody = z.object({ note: z.nullable(z.string()), date: z.optional(z.string()) })

const problem = z.object({
  code: z.string(),
  status: z.int(),
  details: z.optional(problemSchema),
})

const row = {
  key: z.string(),
  /** rows are sent, and shown, in the order of this number */
  order: z.number(),
  lead: z.string(),
  /** the `personKey` of who did it: nobody else's session may send it */
  person: z.string(),
  /** milliseconds since 1970, by the browser's clock */
  loggedAt: z.number(),
  /** how far the service's clock was ahead of that, where it was known; milliseconds */
  clockOffset: z.optional(z.number()),
  /**
   * Where it stands: `held` back so that it can be undone, `waiting` for its turn or for the next try, under way
   * (`sending`), accepted and about to be read back (`sent`, never stored), or not saved (`refused`).
   */
  state: z.enum(['held', 'waiting', 'sending', 'sent', 'refused']),
  /** the tab that holds it back or sends it */
  tab: z.optional(z.string()),
  /** why it was refused, or why the last try failed */
  problem: z.optional(problem),
  /** it was sent at least once: its body must stay as it is, for it may have been written under its key */
  tried: z.optional(z.boolean()),
  /** a try failed for a moment: its person has gone on to something else since */
  waited: z.optional(z.boolean()),
  /** a try was not answered, so it may have been written: only a try under the same key is sure to write it once */
  unsure: z.optional(z.boolean()),
  /** what the service made of it, once it is `sent` */
  result: z.optional(leadEventSchema),
}

const createSchema = z.object({
  ...row,
  kind: z.literal('create'),
  body: createBody,
  /** the date that the person's event before this one got, where that came out of this outbox */
  after: z.optional(z.string()),
  /** what is to be done to the event as soon as its id is known */
  next: z.optional(z.union([updateBody, z.literal('delete')])),
})

const updateSchema = z.object({
  ...row,
  kind: z.literal('update'),
  /** as it was before */
  event: leadEventSchema,
  body: updateBody,
})

const deleteSchema = z.object({
  ...row,
  kind: z.literal('delete'),
  event: leadEventSchema,
  /** the person was told what the lead falls back to, and confirmed */
  force: z.boolean(),
})

/** A row as a database keeps it. Types below are what the screen and the outbox work with. */
export const operationSchema = z.discriminatedUnion('kind', [createSchema, updateSchema, deleteSchema])

export type CreateOperation = Readonly<z.output<typeof createSchema>>
export type UpdateOperation = Readonly<z.output<typeof updateSchema>>
export type DeleteOperation = Readonly<z.output<typeof deleteSchema>>
