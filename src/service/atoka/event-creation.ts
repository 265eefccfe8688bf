import * as z from 'zod/mini'
import type { BodyOf } from '../../contract/endpoints.ts'
import { instantSchema, shiftInstant, type Instant } from '../../contract/instant.ts'
import { leadTypes } from '../../contract/lead.ts'
import type { FieldError } from '../../contract/problem.ts'
import { defaultEventDate } from '../../contract/rules/event-date.ts'
import type { WriteHeaders } from '../core/backend.ts'
import { dateError } from '../operations/events/date-error.ts'
import { statusError, typeError } from '../operations/events/event-errors.ts'
import { invalidRequest } from '../core/problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { AtokaSession } from './atoka-session.ts'
import { newestEvent } from './find-created-event.ts'
import { statusesPath } from './list-statuses.ts'
import { readStatuses } from './parse-responses.ts'

/** A creation as it is sent to Atoka: always with a date, so that it can be found again and cannot be written twice. */
export const creationSchema = z.object({
  lead: z.string(),
  type: z.enum(leadTypes),
  note: z.nullable(z.string()),
  status: z.nullable(z.string()),
  date: instantSchema,
  /** our ID of the assignee; `null` to remove the assignee; absent to keep the last known one */
  leadAssignee: z.optional(z.nullable(z.string())),
  /** whether the caller chose the date, so that no other one may be tried */
  isDated: z.boolean(),
})

export type Creation = z.output<typeof creationSchema>

/** Checks the rules and decides what to send; throws `invalid_request` with all errors at once. */
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
  const requestedDate = body.date ?? (loggedAgo === undefined ? undefined : shiftInstant(now, -loggedAgo))
  const errors = [
    event && typeError(event, body),
    statusError(
      labels.map(({ label }) => label),
      body.status,
    ),
    // a date that is not in our future may be in Atoka's, whose clock is known to a second: Atoka decides
    requestedDate === undefined
      ? undefined
      : dateError(requestedDate, { latest, now: laterOf(now, clock()) }),
  ].filter((error): error is FieldError => error !== undefined)
  if (errors.length > 0) throw invalidRequest(errors)
  return {
    lead: body.lead,
    type: body.type,
    note: body.note,
    status: body.status ?? null,
    date: requestedDate ?? defaultEventDate({ latest, now }),
    ...(body.leadAssigneeRemove
      ? { leadAssignee: null }
      : body.leadAssignee !== undefined && { leadAssignee: body.leadAssignee }),
    isDated: requestedDate !== undefined,
  }
}

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

/** Converts a creation to Atoka's parameters. */
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
