import * as z from 'zod/mini'
import { endpoints, type BodyOf } from '../../contract/endpoints.ts'
import { instantSchema, shiftInstant, type Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { leadTypes } from '../../contract/lead.ts'
import type { FieldFault } from '../../contract/problem.ts'
import { defaultEventDate } from '../../contract/rules/event-date.ts'
import type { Operation, WriteHeaders } from '../backend.ts'
import { createLanes } from '../http/lanes.ts'
import { dateFault } from '../operations/date-fault.ts'
import { statusFault, typeFault } from '../operations/event-faults.ts'
import { explain } from '../operations/explain.ts'
import { invalidRequest } from '../problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import { callingAs, type Calling } from './calling.ts'
import { carryOutOnce } from './carry-out-once.ts'
import { eventsPath, readEvents } from './list-events.ts'
import { statusesPath } from './list-statuses.ts'
import { readItem, readStatuses } from './read-answers.ts'
import { LostAnswer } from './upstream-problem.ts'

/** A creation as it goes to Atoka: always with a date, by which it is found again, and cannot be written twice. */
const sentSchema = z.object({
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

type Sent = z.output<typeof sentSchema>

/** Creations on one lead that wait for one another. */
const longestQueue = 500

/**
 * Registers an event on a lead. The rules are asked here first, for what Atoka says of a fault is not known; its own have
 * the last word, and where they refuse a date that nobody said, another one is taken.
 */
export function createEvent(context: AtokaContext): Operation<'createEvent'> {
  // one after another: each takes its date after the one before
  const inTurn = createLanes({ wide: 1, long: longestQueue })

  return async (caller, { body, headers }) => {
    const { application, user } = caller
    const calling = await callingAs(context, caller)
    const appUserId = calling.identities.toAtoka(user.id)
    const done = (item: LeadEvent) => ({
      answer: { item, queryExplanation: explain(`Registered an event on the lead ${body.lead}.`, body) },
      eventId: item.id,
    })
    const answer = await inTurn(JSON.stringify([application.id, body.lead]), async () =>
      carryOutOnce(context, {
        caller,
        idempotency: headers.idempotency,
        sent: sentSchema,
        answer: endpoints.createEvent.answer,
        prepare: async (before) => before ?? decide(context, calling, body, headers),
        async send(sent) {
          const said = await calling.client.write('POST', eventsPath, toParameters(sent, calling), appUserId)
          const item = readItem(said, calling.identities)
          if (item === undefined) throw new LostAnswer('failed')
          return done(item)
        },
        async find(sent) {
          const item = await findSent(calling, sent, user.id)
          return item && done(item)
        },
        async mend(sent) {
          if (sent.isDated) return undefined
          const latest = (await newest(calling, sent.lead))?.date
          if (latest === undefined || latest < sent.date) return undefined
          return { ...sent, date: defaultEventDate({ latest, now: await calling.client.now() }) }
        },
      }),
    )
    await context.memory.logged(application.id, answer.item)
    return answer
  }
}

async function decide(
  { clock }: AtokaContext,
  calling: Calling,
  body: BodyOf<'createEvent'>,
  { loggedAgo }: WriteHeaders,
): Promise<Sent> {
  const [event, labels] = await Promise.all([
    newest(calling, body.lead),
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
    said === undefined ? undefined : dateFault(said, { latest, now: laterOf(now, clock()) }),
  ].filter((fault): fault is FieldFault => fault !== undefined)
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

async function newest(calling: Calling, lead: string): Promise<LeadEvent | undefined> {
  const { items } = await readEvents(calling, { leads: [lead], offset: 0, limit: 1, ordering: 'newest' })
  return items[0]
}

function toParameters({ isDated: _, leadAssignee, note, status, ...sent }: Sent, { identities }: Calling) {
  return {
    ...sent,
    ...(note !== null && { note }),
    ...(status !== null && { status }),
    ...(leadAssignee === null
      ? { leadAssigneeRemove: true }
      : leadAssignee !== undefined && { leadAssignee: identities.toAtoka(leadAssignee) }),
  }
}

/** Events that are looked through at once for one of ours. */
const lookedAtOnce = 100

/**
 * The event that was sent, among those of its lead from its date on: the same words by the same person at the same
 * millisecond are one event, for nothing else tells a repetition from it.
 */
async function findSent(
  calling: Calling,
  { lead, date, note, status }: Sent,
  owner: string,
): Promise<LeadEvent | undefined> {
  for (let offset = 0; offset <= 2_000; offset += lookedAtOnce) {
    const page = { leads: [lead], offset, limit: lookedAtOnce, ordering: 'newest' as const }
    const { items } = await readEvents(calling, page)
    const ours = items.find(
      (event) =>
        event?.date === date &&
        event.owner.id === owner &&
        event.status === status &&
        (event.note ?? '').trim() === (note ?? '').trim(),
    )
    if (ours !== undefined) return ours
    const last = items.at(-1)
    if (items.length < lookedAtOnce || (last !== undefined && last.date < date)) return undefined
  }
  throw new LostAnswer('failed')
}
