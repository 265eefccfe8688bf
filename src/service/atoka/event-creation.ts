import * as z from 'zod/mini'
import type { BodyOf } from '../../contract/endpoints.ts'
import { instantSchema, shiftInstant, type Instant } from '../../contract/instant.ts'
import { leadTypes } from '../../contract/lead.ts'
import type { FieldError } from '../../contract/problem.ts'
import { defaultEventDate } from '../../contract/rules/event-date.ts'
import type { WriteHeaders } from '../core/backend.ts'
import { dateError } from '../operations/events/date-error.ts'
import { statusFault, typeFault } from '../operations/events/event-errors.ts'
import { invalidRequest } from '../core/problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { AtokaSession } from './atoka-session.ts'
import { newestEvent } from './find-created-event.ts'
import { statusesPath } from './list-statuses.ts'
import { readStatuses } from './parse-responses.ts'

/** A creation as it goes to Atoka: always with a date, by which it is found again, and cannot be written twice. */
export const creationSchema = z.object({
  lead: z.string(),
  type: z.enum(leadTypes),
  note: z.nullable(z.string()),
  status: z.nullable(z.string()),
  date: instantSchema,
  /** a person's id here; `null` where it is removed; absent where the last known one stays */
  leadAssignee: z.optional(z.nullable(z.string())),
  /** whether a person said the date: then no other is taken */
  isDated: z.boolean(),
})

export type Creation = z.output<typeof creationSchema>

/** Decides by the rules what is sent; throws `invalid_request` with all faults at once. */
export async function validateCreation(
  { clock }: AtokaContext,
  calling: AtokaSession,
  body: BodyOf<'createEvent'>,
  { loggedAgo }: WriteHeaders,
): Promise<Creation> {
  const [event, labels] = await Promise.all([
    newestEvent(calling, body.lead),
    body.status === undefined ? [] : calling.read(statusesPath).then(readStatuses),
  ])
  const latest = event?.date
  const now = await calling.client.now()
  const said = body.date ?? (loggedAgo === undefined ? undefined : shiftInstant(now, -loggedAgo))
  const faults = [
    event && typeFault(event, body),
    statusFault(
      labels.map(({ label }) => label),
      body.status,
    ),
    // what is not in our future may be in Atoka's, whose clock is known to a second: it says so itself
    said === undefined ? undefined : dateError(said, { latest, now: laterOf(now, clock()) }),
  ].filter((fault): fault is FieldError => fault !== undefined)
  if (faults.length > 0) throw invalidRequest(faults)
  return {
    lead: body.lead,
    type: body.type,
    note: body.note,
    status: body.status ?? null,
    date: said ?? defaultEventDate({ latest, now }),
    ...(body.leadAssigneeRemove
      ? { leadAssignee: null }
      : body.leadAssignee !== undefined && { leadAssignee: body.leadAssignee }),
    isDated: said !== undefined,
  }
}

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

/** A creation as Atoka takes it. */
export function toParameters(
  { isDated: _, leadAssignee, note, status, ...sent }: Creation,
  { identities }: AtokaSession,
) {
  return {
    ...sent,
    ...(note !== null && { note }),
    ...(status !== null && { status }),
    ...(leadAssignee === null
      ? { leadAssigneeRemove: true }
      : leadAssignee !== undefined && { leadAssignee: identities.toAtoka(leadAssignee) }),
  }
}
