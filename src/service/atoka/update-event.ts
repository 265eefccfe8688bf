import * as z from 'zod/mini'
import { endpoints } from '../../contract/endpoints.ts'
import { instantSchema } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { Operation } from '../core/backend.ts'
import { nothingToChange } from '../operations/events/event-errors.ts'
import { explainQuery } from '../operations/explain-query.ts'
import { checkIfMatch } from '../operations/if-match.ts'
import { invalidRequest } from '../core/problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { executeOnce } from './execute-once.ts'
import { changeableEvent, eventPath, existingEvent } from './existing-event.ts'
import { readItem } from './parse-responses.ts'
import { ResponseLost } from './upstream-problem.ts'

const sentSchema = z.object({ note: z.optional(z.nullable(z.string())), date: instantSchema })

/**
 * Changes an event's note, or its date. "Defaults to now" (reference): a date is therefore always sent, by default
 * the event's own, because fixing a typo must not change a call's date.
 */
export const updateEvent =
  (context: AtokaContext): Operation<'updateEvent'> =>
  async (caller, { id, body, headers }) => {
    const empty = nothingToChange(body)
    if (empty !== undefined) throw invalidRequest([empty])
    const calling = await sessionFor(context, caller)
    const appUserId = calling.identities.toAtoka(caller.user.id)
    const done = (item: LeadEvent) => ({
      response: {
        item,
        queryExplanation: explainQuery(`Updated the lead event ${item.id}.`, { id: item.id, ...body }),
      },
      eventId: item.id,
    })
    const result = await executeOnce(context, {
      caller,
      idempotency: headers.idempotency,
      sent: sentSchema,
      response: endpoints.updateEvent.response,
      async prepare() {
        const event = await changeableEvent(calling, caller, id)
        checkIfMatch(event, headers.ifMatch)
        return { ...(body.note !== undefined && { note: body.note }), date: body.date ?? event.date }
      },
      async send({ note, date }) {
        const fields = { date, ...(note !== undefined && { note: note ?? '' }) }
        const item = readItem(
          await calling.client.write('PUT', eventPath(id), fields, appUserId),
          calling.identities,
        )
        if (item?.id !== Number(id)) throw new ResponseLost('failed')
        return done(item)
      },
      async find({ note, date }) {
        const event = await existingEvent(calling, id)
        const isDone = event.date === date && (note === undefined || event.note === note)
        return isDone ? done(event) : undefined
      },
    })
    await context.memory.forgetState(caller.application.id, result.item.lead)
    return result
  }
