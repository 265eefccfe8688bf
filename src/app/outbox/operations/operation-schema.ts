import * as z from 'zod/mini'
import { leadEventSchema } from '../../../contract/lead-event.ts'
import { leadStateSchema, leadTypes } from '../../../contract/lead.ts'
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
  /** rows are sent and shown in the order of this number */
  order: z.number(),
  lead: z.string(),
  /** the `personKey` of the user who made the change: no other user's session may send it */
  person: z.string(),
  /** milliseconds since 1970, by the browser's clock */
  loggedAt: z.number(),
  /** how far the service's clock was ahead of the browser's, if known; milliseconds */
  clockOffset: z.optional(z.number()),
  /**
   * The state: `held`, a deletion or an event of a bulk action that is delayed so that it can be undone; `waiting` for its
   * turn or for a retry; `sending`; `sent`, accepted but not refetched yet (never stored); `refused`, rejected by the
   * service, or before it was sent because its lead had changed.
   */
  state: z.enum(['held', 'waiting', 'sending', 'sent', 'refused']),
  /** the tab that delays or sends it */
  tab: z.optional(z.string()),
  /** why the service rejected it, or why the last attempt failed */
  problem: z.optional(problem),
  /** set once it was sent: its body must not change, because it may have been written under its key */
  tried: z.optional(z.boolean()),
  /** set once an attempt failed transiently: its user may be doing something else by now */
  waited: z.optional(z.boolean()),
  /**
   * an attempt got no response, so it may have been written: only a retry under the same key is certain to write it
   * once
   */
  unsure: z.optional(z.boolean()),
  /** the saved event, once the state is `sent` */
  result: z.optional(leadEventSchema),
}

const createSchema = z.object({
  ...row,
  kind: z.literal('create'),
  body: createBody,
  /** the date of the person's previous event, if this outbox sent it */
  after: z.optional(z.string()),
  /** of a bulk action: the state of the lead that the user saw; the event is sent only while the lead still has it */
  expected: z.optional(leadStateSchema),
  /** the edit or deletion to send as soon as the event's ID is known */
  next: z.optional(z.union([updateBody, z.literal('delete')])),
})

const updateSchema = z.object({
  ...row,
  kind: z.literal('update'),
  /** the event before the edit */
  event: leadEventSchema,
  body: updateBody,
})

const deleteSchema = z.object({
  ...row,
  kind: z.literal('delete'),
  event: leadEventSchema,
  /** the user saw the state that the lead reverts to, and confirmed the deletion */
  force: z.boolean(),
})

/** A row as IndexedDB stores it. */
export const operationSchema = z.discriminatedUnion('kind', [createSchema, updateSchema, deleteSchema])

export type CreateOperation = Readonly<z.output<typeof createSchema>>
export type UpdateOperation = Readonly<z.output<typeof updateSchema>>
export type DeleteOperation = Readonly<z.output<typeof deleteSchema>>
