// every step has a different expectation, which the model determines
/* oxlint-disable vitest/no-conditional-expect */
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { countRepetitions, printedSeed, repetitions } from '../../testing/campaign.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

/*
 * Compares the whole service with a short model that implements the contract independently of the code: 20 runs of 500
 * random steps by three people on three leads. After each step the test reads everything that the step could have changed.
 * With Atoka as the back end a step takes ten times as long, so there are two runs.
 */
const fullRuns = inject('modelRuns') ?? 20
const runs = repetitions(fullRuns, Math.ceil(fullRuns / 5))
const stepsOfRun = repetitions(500, 250)

interface ModelEvent {
  readonly id: number
  readonly lead: string
  readonly owner: string
  readonly status: string | null
  readonly leadAssignee: string | null
  note: string | null
  date: number
  deleted: boolean
}

type When = 'now' | 'ahead' | 'at the latest' | 'before the latest' | 'just after the latest'

const person = fc.constantFrom('giulia', 'luca', 'marco')
const lead = fc.constantFrom('a', 'b', 'c')
const when = fc.constantFrom<When>(
  'now',
  'ahead',
  'at the latest',
  'before the latest',
  'just after the latest',
)
const passed = fc.nat({ max: 3_000 })
const step = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    passed,
    person,
    lead,
    when: fc.option(when, { nil: undefined, freq: 2 }),
    status: fc.constantFrom(null, null, 'New', 'Contacted', 'Won', 'Parked', 'Nonsense'),
    assignee: fc.constantFrom(null, null, 'giulia', 'luca', 'larentis+unicorno@example.test', 'remove'),
  }),
  fc.record({
    kind: fc.constant('note' as const),
    passed,
    person,
    target: fc.nat(),
    note: fc.string({ unit: 'binary', maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('date' as const), passed, person, target: fc.nat(), when }),
  fc.record({ kind: fc.constant('delete' as const), passed, person, target: fc.nat(), force: fc.boolean() }),
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

let service: TestService
const as: Record<string, ApiClient> = {}

beforeAll(async () => {
  service = await startService()
  for (const id of ['giulia', 'luca', 'marco']) {
    as[id] = new ApiClient(service.service, { token: 'acme-token', appUserId: id })
  }
})

afterAll(async () => service.close())

let run = 0
let lastUpdate = '2026-01-01T00:00:00.000Z'

class Model {
  now = Date.parse('2026-06-01T00:00:00Z') + run * 86_400_000
  readonly prefix = `run-${++run}-`
  readonly events: ModelEvent[] = []

  /** the lead of the event that a step's number selects */
  leadOf(target: number) {
    return this.events[target % this.events.length]?.lead
  }

  alive(id: string) {
    return this.events
      .filter((event) => event.lead === id && !event.deleted)
      .toSorted((x, y) => x.date - y.date)
  }

  state(events: ModelEvent[]) {
    const status = events.findLast((event) => event.status !== null)?.status ?? null
    return { status, leadAssignee: events.at(-1)?.leadAssignee ?? null }
  }

  /** the date since which the current status is in force: its first event after the last one with another status */
  statusDate(events: ModelEvent[]) {
    const statusEvents = events.filter(({ status }) => status !== null)
    const other = statusEvents.findLastIndex(({ status }) => status !== statusEvents.at(-1)?.status)
    const first = statusEvents[other + 1]
    return first === undefined ? null : iso(first.date)
  }

  dateOf(choice: When, latest: number) {
    const dates = {
      now: this.now,
      ahead: this.now + 1,
      'at the latest': latest,
      'before the latest': latest - 1,
    }
    return choice === 'just after the latest' ? latest + 1 : dates[choice]
  }
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)
const client = (id: string) => as[id] ?? expect.fail(`nobody is called ${id}`)

async function create(
  model: Model,
  { person: who, lead: short, when: choice, status, assignee }: Step & { kind: 'create' },
) {
  const id = model.prefix + short
  const before = model.alive(id)
  const latest = before.at(-1)?.date ?? 0
  const date = choice === undefined ? undefined : model.dateOf(choice, latest)
  const { status: responseStatus, body } = await client(who).write('POST', '/v2/leadevents', {
    lead: id,
    type: 'company',
    note: 'created',
    ...(date !== undefined && { date: iso(date) }),
    ...(status !== null && { status }),
    ...(assignee === 'remove'
      ? { leadAssigneeRemove: 'true' }
      : assignee !== null && { leadAssignee: assignee }),
  })
  const legal = date === undefined || ((before.length === 0 || date > latest) && date <= model.now)
  expect(responseStatus).toBe(legal && status !== 'Nonsense' ? 201 : 400)
  if (responseStatus !== 201) return undefined
  const carried = model.state(before).leadAssignee
  const expected = {
    lead: id,
    owner: who,
    status,
    leadAssignee: assignee === 'remove' ? null : (assignee ?? carried),
    note: 'created',
    date: date ?? Math.max(model.now, before.length === 0 ? 0 : latest + 1),
  }
  expect({ ...body.item, owner: body.item.owner.id }).toMatchObject({ ...expected, date: iso(expected.date) })
  model.events.push({ id: body.item.id, deleted: false, ...expected })
  return model.events.at(-1)?.id
}

async function change(model: Model, one: Exclude<Step, { kind: 'create' }>) {
  const event = model.events[one.target % model.events.length]
  if (event === undefined) return undefined
  const others = model.alive(event.lead).filter((other) => other !== event)
  const state = model.state(model.alive(event.lead))
  const latestOther = others.at(-1)?.date ?? 0
  const path = `/v2/leadevents/${event.id}`
  const may = event.owner === one.person || one.person === 'marco'
  const refused = event.deleted ? 410 : may ? undefined : 403

  if (one.kind === 'delete') {
    const { status } = await client(one.person).write('DELETE', path, { forceDelete: String(one.force) })
    const moves = !same(state, model.state(others))
    expect(status).toBe(refused ?? (moves && !one.force ? 409 : 204))
    event.deleted ||= status === 204
    return status === 204 ? event.id : undefined
  }
  if (one.kind === 'note') {
    const bad = !one.note.isWellFormed() || /\p{Cc}/u.test(one.note.replace(/[\n\t\r]/g, ''))
    const request = new Request(`http://localhost${path}?token=acme-token&appUserId=${one.person}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note: one.note }),
    })
    const { status } = await client(one.person).send(request)
    expect(status).toBe(bad ? 400 : (refused ?? 200))
    if (status === 200) event.note = one.note.replace(/\r\n?/g, '\n') || null
    return status === 200 ? event.id : undefined
  }
  const date = model.dateOf(one.when, latestOther)
  const { status } = await client(one.person).write('PUT', path, { date: iso(date) })
  const legal = (others.length === 0 || date > latestOther) && date <= model.now
  const moves = !same(state, model.state([...others, event]))
  expect(status).toBe(refused ?? (date === event.date ? 200 : legal ? (moves ? 409 : 200) : 400))
  if (status === 200) event.date = date
  return status === 200 ? event.id : undefined
}

async function compare(model: Model, id: string) {
  const alive = model.alive(id)
  const { body: list } = await client('giulia').get('/v2/leadevents', {
    leads: id,
    limit: '1000',
    ordering: 'oldest',
  })
  expect(list.meta.count).toBe(alive.length)
  expect(list.items.map(({ id: event, date, note }: ModelEvent) => [event, date, note])).toEqual(
    alive.map((event) => [event.id, iso(event.date), event.note]),
  )
  let before: ModelEvent[] = []
  for (const [index, item] of list.items.entries()) {
    const { status, leadAssignee } = model.state(before)
    expect([item.previousStatus, item.previousLeadAssignee]).toEqual([status, leadAssignee])
    before = alive.slice(0, index + 1)
  }
  const response = await client('giulia').get(`/v2/leads/${id}`)
  if (model.events.some((event) => event.lead === id)) {
    const lastEventDate = alive.length === 0 ? null : iso(alive.at(-1)?.date ?? 0)
    const since = { statusDate: model.statusDate(alive), lastEventDate }
    expect(response.body.item).toMatchObject({ ...model.state(alive), ...since, eventCount: alive.length })
  } else {
    expect(response.status).toBe(404)
  }
}

/** Continues `sync` from the last change that was seen: it returns the change of the step, and only current items. */
async function compareSync(model: Model, changed: number | undefined) {
  const { body } = await client('giulia').get('/v2/leadevents/sync', {
    fromUpdateTime: lastUpdate,
    limit: '1000',
  })
  const news = body.items.filter(({ updateTime }: { updateTime: string }) => updateTime > lastUpdate)
  expect(news.map(({ id }: ModelEvent) => id)).toEqual(changed === undefined ? [] : [changed])
  for (const { id, note, deleted = false, updateTime } of news) {
    lastUpdate = updateTime
    const event = model.events.find((known) => known.id === id)
    expect([deleted, note]).toEqual([event?.deleted, event?.deleted === true ? null : event?.note])
  }
}

it(`equals the model after each of ${runs * stepsOfRun} random steps`, { timeout: 3_600_000 }, async () => {
  const count = countRepetitions('model', runs)
  const steps = fc.array(step, { minLength: stepsOfRun, maxLength: stepsOfRun })
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const model = new Model()
      for (const [index, one] of all.entries()) {
        model.now += one.passed
        service.setNow(iso(model.now))
        const changed = await (one.kind === 'create' ? create(model, one) : change(model, one))
        // checks the step's lead, and sometimes the others, because no step may change another lead
        const own = one.kind === 'create' ? model.prefix + one.lead : model.leadOf(one.target)
        for (const id of ['a', 'b', 'c']) {
          if (model.prefix + id === own || index % 20 === 19) await compare(model, model.prefix + id)
        }
        await compareSync(model, changed)
      }
      count()
    }),
    { numRuns: runs, endOnFailure: true, seed: printedSeed('model') },
  )
  expect(service.reported).toEqual([])
})
