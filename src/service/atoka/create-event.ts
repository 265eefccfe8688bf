import { endpoints } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { defaultEventDate } from '../../contract/rules/event-date.ts'
import type { Operation } from '../core/backend.ts'
import { createConcurrencyLimiter } from '../http/limits/concurrency-limit.ts'
import { createdOn } from '../operations/events/create-event.ts'
import { explainQuery } from '../operations/explain-query.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { executeOnce } from './execute-once.ts'
import { creationSchema, validateCreation, toParameters } from './event-creation.ts'
import { findCreatedEvent, newestEvent } from './find-created-event.ts'
import { eventsPath } from './list-events.ts'
import { readItem } from './parse-responses.ts'
import { ResponseLost } from './upstream-problem.ts'

/** The maximum number of waiting creations on one lead. */
const maxQueue = 500

/**
 * Creates an event on a lead. The rules are checked here first, because Atoka's errors are not documented. Atoka
 * decides in the end; if it rejects a date that the caller did not choose, another one is tried.
 */
export function createEvent(context: AtokaContext): Operation<'createEvent'> {
  // one after the other: each date is after the previous one
  const runInOrder = createConcurrencyLimiter({ concurrency: 1, maxQueue: maxQueue })

  return async (caller, { body, headers }) => {
    const { application, user } = caller
    const calling = await sessionFor(context, caller)
    const appUserId = calling.identities.toAtoka(user.id)
    const done = (item: LeadEvent) => ({
      response: {
        item,
        queryExplanation: explainQuery(
          createdOn(body.lead, body.name === undefined ? undefined : 'Atoka names its leads'),
          body,
        ),
      },
      eventId: item.id,
    })
    const result = await runInOrder(JSON.stringify([application.id, body.lead]), async () =>
      executeOnce(context, {
        caller,
        idempotency: headers.idempotency,
        sent: creationSchema,
        response: endpoints.createEvent.response,
        prepare: async (before) => before ?? validateCreation(context, calling, body, headers),
        async send(sent) {
          const response = await calling.client.write(
            'POST',
            eventsPath,
            toParameters(sent, calling),
            appUserId,
          )
          const item = readItem(response, calling.identities)
          if (item === undefined) throw new ResponseLost('failed')
          return done(item)
        },
        async find(sent) {
          const item = await findCreatedEvent(calling, sent, user.id)
          return item && done(item)
        },
        async correct(sent) {
          if (sent.isDated) return undefined
          const latest = (await newestEvent(calling, sent.lead))?.date
          if (latest === undefined || latest < sent.date) return undefined
          return { ...sent, date: defaultEventDate({ latest, now: await calling.client.now() }) }
        },
      }),
    )
    await context.memory.logged(application.id, result.item)
    return result
  }
}
