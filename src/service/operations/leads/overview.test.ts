import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'
import type { Overview } from '../../../contract/overview.ts'
import { daysBetween, localDayOf } from '../../../contract/time-zone.ts'
import { createRandom } from '../../demo/random.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

/** A Wednesday, so that the week began before today. */
const now = '2026-11-25T22:30:00.000Z'
const timeZone = 'Europe/Rome'
const changedSince = '2026-11-10T00:00:00.000Z'
const ids = Array.from({ length: 30 }, (_, index) => `lead-${index}`)

let service: TestService
const as = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })

/** Writes events of 90 days with edits and deletions; those of today are on both sides of midnight in both zones. */
beforeAll(async () => {
  service = await startService()
  service.setNow(now)
  const random = createRandom(20)
  const people = ['giulia', 'luca', 'marco'] as const
  const written: { id: number; owner: string }[] = []
  const log = async (date: Instant) => {
    const owner = random.pick(people)
    const assignee = random.pick(['', '', 'giulia', 'luca', 'agent@example.test', 'nobody'])
    const { status, body } = await as(owner).write('POST', '/v2/leadevents', {
      lead: random.pick(ids),
      type: 'company',
      date,
      ...(random.chance(0.4) && { status: random.pick(['New', 'Contacted', 'Qualified', 'Won', 'Parked']) }),
      ...(assignee === 'nobody'
        ? { leadAssigneeRemove: 'true' }
        : assignee !== '' && { leadAssignee: assignee }),
    })
    if (status === 201) written.push({ id: body.item.id, owner })
  }
  const end = Date.parse(now)
  for (let hour = 90 * 24; hour > 100; hour -= 17) {
    await log(new Date(end - hour * 3_600_000).toISOString())
  }
  for (let hour = 96; hour >= 0; hour -= 3) await log(new Date(end - hour * 3_600_000).toISOString())
  for (const { id, owner } of written.filter((_, index) => index % 9 === 0)) {
    await as(owner).write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
  }
  for (const { id, owner } of written.filter((_, index) => index % 7 === 0)) {
    await as(owner).write('PUT', `/v2/leadevents/${id}`, { date: now })
  }
  await service.database.query(
    {
      text: `insert into lead (application_id, id, type, name) values ('acme', 'silent', 'person', 'Silent')`,
    },
    [],
  )
}, 60_000)

afterAll(async () => service.close())

const overviewOf = async (person: string, query: Record<string, string> = {}): Promise<Overview> => {
  const { status, body } = await as(person).get('/v2/overview', { timeZone, changedSince, ...query })
  expect(status).toBe(200)
  return body.item
}
const list = async (path: string, query: Record<string, string>) =>
  (await as('marco').get(path, { limit: '1000', ...query })).body
const countLeads = async (query: Record<string, string>) => (await list('/v2/leads', query)).meta.count
const countEvents = async (query: Record<string, string>) =>
  (await list('/v2/leadevents/recent', query)).meta.count

describe.each([
  ['the application', 'marco', undefined],
  ['one user, for a manager', 'marco', 'luca'],
  ['one user, for a rep', 'giulia', 'giulia'],
] as const)('the figures of %s', (_, person, user) => {
  const ofLeads = user === undefined ? {} : { leadAssignee: user }
  const ofEvents = user === undefined ? {} : { owner: user }
  const overview = async () => overviewOf(person, person === 'marco' && user !== undefined ? { user } : {})

  it('name their user, days and time zone', async () => {
    expect(await overview()).toMatchObject({
      user: user ?? null,
      timeZone,
      today: '2026-11-24T23:00:00.000Z',
      week: '2026-11-22T23:00:00.000Z',
      quietSince: '2026-10-26T22:59:59.999Z',
    })
  })

  it('count the leads that the list of leads has', async () => {
    const { leads, open, quiet, quietSince, statuses } = await overview()
    expect([leads, open, quiet]).toEqual([
      await countLeads(ofLeads),
      await countLeads({ ...ofLeads, open: 'true' }),
      await countLeads({ ...ofLeads, quietSince }),
    ])
    expect(statuses.map(({ status }) => status).slice(0, 6)).toEqual([
      'New',
      'Contacted',
      'Qualified',
      'Won',
      'Lost',
      'Parked',
    ])
    expect(statuses.filter((one) => !one.open).map(({ status }) => status)).toEqual(['Won', 'Lost', 'Parked'])
    for (const { status, leads: count, medianDays, longestDays } of statuses) {
      const filter = status === null ? { withoutStatus: 'true' } : { status }
      const { items, meta } = await list('/v2/leads', { ...ofLeads, ...filter, sort: 'longest' })
      const days = (index: number) =>
        items[index] === undefined || status === null
          ? null
          : daysBetween(localDayOf(items[index].statusDate, timeZone), localDayOf(now, timeZone))
      expect([status, count, medianDays, longestDays]).toEqual([
        status,
        meta.count,
        days(Math.ceil(meta.count / 2) - 1),
        days(0),
      ])
    }
  })

  it('list the leads that are longest in their status', async () => {
    const { longest } = await overview()
    const { items } = await list('/v2/leads', { ...ofLeads, open: 'true', sort: 'longest' })
    const withStatus = items.filter(({ status }: { status: string | null }) => status !== null)
    expect(longest).toEqual(withStatus.slice(0, 10))
    expect(longest.length).toBeGreaterThan(1)
  })

  it('count each person’s leads and events as the lists have them', async () => {
    const { people, peopleCount, quietSince, today, week, loggedToday, loggedThisWeek } = await overview()
    expect(people).toHaveLength(peopleCount)
    for (const { id, name, open, quiet, quietest, loggedToday: ofDay, loggedThisWeek: ofWeek } of people) {
      const assigned = id === null ? { unassigned: 'true' } : { leadAssignee: id }
      const quietLeads = await list('/v2/leads', { ...assigned, quietSince, sort: 'quiet' })
      expect([id, open, quiet, quietest]).toEqual([
        id,
        await countLeads({ ...assigned, open: 'true' }),
        quietLeads.meta.count,
        quietLeads.items[0]?.lastEventDate ?? null,
      ])
      const logged = async (dateFrom: string) => (id === null ? 0 : countEvents({ owner: id, dateFrom }))
      expect([id, ofDay, ofWeek]).toEqual([id, await logged(today), await logged(week)])
      expect(name === null).toBe(id === null || id.includes('@'))
    }
    expect([loggedToday, loggedThisWeek]).toEqual([
      await countEvents({ ...ofEvents, dateFrom: today }),
      await countEvents({ ...ofEvents, dateFrom: week }),
    ])
    expect(loggedThisWeek).toBeGreaterThan(loggedToday)
  })

  it('count what changed as the lists of events and the paths of the leads have it', async () => {
    const { changes } = await overview()
    const changed = async (change: string, more = {}) =>
      countEvents({ ...ofLeads, ...more, change, dateFrom: changedSince })
    expect([changes.statusChanges, changes.assigneeChanges, changes.firstEvents]).toEqual([
      await changed('status'),
      await changed('leadAssignee'),
      await changed('firstEvent'),
    ])
    for (const { status, statusChanges } of changes.statuses) {
      expect([status, statusChanges]).toEqual([status, await changed('status', { status })])
    }
    const paths = new Map<string, LeadStateChange[]>()
    for (const id of ids) {
      const { body } = await as('marco').get(`/v2/leads/${id}/path`)
      const moves: LeadStateChange[] = body.items ?? []
      const relevant = moves.filter(
        ({ date, to }) => date >= changedSince && (user === undefined || to.leadAssignee === user),
      )
      paths.set(id, relevant)
    }
    const moves = [...paths.values()].flat()
    expect(changes.statusChanges).toBe(moves.filter(({ from, to }) => from.status !== to.status).length)
    expect(changes.assigneeChanges).toBe(
      moves.filter(({ from, to }) => from.leadAssignee !== to.leadAssignee).length,
    )
    expect(changes.items.length).toBeGreaterThan(2)
    expect(changes.items.map(({ date }) => date)).toEqual(
      changes.items.map(({ date }) => date).toSorted((a, b) => (a < b ? 1 : -1)),
    )
    for (const { lead, from, to, date, event, isNew } of changes.items) {
      const path = paths.get(lead) ?? []
      // a first event without status and assignee changes no state
      if (isNew && path.length === 0) continue
      expect([lead, from, to, date, event]).toEqual([
        lead,
        path[0]?.from,
        path.at(-1)?.to,
        path.at(-1)?.date,
        path.at(-1)?.event,
      ])
    }
  })
})

describe('the overview', () => {
  it('counts the same changes whether or not their effects are stored', async () => {
    const effects = { text: `select effects from lead_event where deleted_at is null` }
    const stored = await service.database.query<{ effects: number | null }>(effects, [])
    expect(new Set(stored.map((event) => event.effects === null))).toEqual(new Set([true, false]))
    const before = await overviewOf('marco')
    await service.database.query({ text: 'update lead_event set effects = null' }, [])
    expect((await overviewOf('marco')).changes).toEqual(before.changes)
  })

  it('counts the days of the time zone, and of UTC without one', async () => {
    const [rome, utc, york] = await Promise.all([
      overviewOf('marco'),
      overviewOf('marco', { timeZone: 'UTC' }),
      overviewOf('marco', { timeZone: 'America/New_York' }),
    ])
    expect([rome.today, utc.today, york.today]).toEqual([
      '2026-11-24T23:00:00.000Z',
      '2026-11-25T00:00:00.000Z',
      '2026-11-25T05:00:00.000Z',
    ])
    expect((await as('marco').get('/v2/overview')).body.item.timeZone).toBe('UTC')
    expect([rome.loggedToday >= utc.loggedToday, utc.loggedToday >= york.loggedToday]).toEqual([true, true])
    expect(rome.loggedToday).toBeGreaterThan(york.loggedToday)
  })

  it('counts the changes of today unless an instant is given', async () => {
    const { body } = await as('marco').get('/v2/overview', { timeZone })
    expect(body.item.changes.since).toBe(body.item.today)
  })

  it('rejects a time zone that does not exist', async () => {
    const { status, body } = await as('marco').get('/v2/overview', { timeZone: 'Europe/Atlantis' })
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          field: 'timeZone',
          code: 'unknown_time_zone',
          message: expect.stringContaining('such as Europe/Rome'),
        },
      ],
    ])
  })

  it('rejects a rep who requests the figures of another user, and a token without a user', async () => {
    const { status, body } = await as('giulia').get('/v2/overview', { user: 'luca' })
    expect([status, body.code]).toEqual([403, 'forbidden'])
    expect((await as('giulia').get('/v2/overview', { user: 'giulia' })).body.item.user).toBe('giulia')
    const anonymous = new ApiClient(service.service, { token: 'acme-token' })
    expect((await anonymous.get('/v2/overview')).status).toBe(400)
  })

  it('has only zeros for another application without events', async () => {
    const olga = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
    const { item } = (await olga.get('/v2/overview', { timeZone, changedSince })).body
    expect(item).toMatchObject({ leads: 0, open: 0, quiet: 0, longest: [], people: [], peopleCount: 0 })
    expect(item.changes).toMatchObject({ statusChanges: 0, assigneeChanges: 0, firstEvents: 0, items: [] })
  })
})

describe('the recent events', () => {
  /** These leads have no names. */
  const named = (events: readonly object[]) => events.map((event) => ({ ...event, leadName: null }))

  it('are all events that are not deleted, newest first, page by page', async () => {
    const all = await list('/v2/leadevents', { leads: ids.join(',') })
    const recent = await list('/v2/leadevents/recent', {})
    expect(recent.items).toEqual(named(all.items))
    expect(recent.meta).toMatchObject({ ordering: 'newest', count: all.meta.count, info: [] })
    const page = await list('/v2/leadevents/recent', { offset: '20', limit: '5' })
    expect([page.items, page.meta.count]).toEqual([named(all.items.slice(20, 25)), all.meta.count])
    expect((await list('/v2/leadevents/recent', { limit: '0' })).items).toEqual([])
  })

  it.each([
    { owner: 'luca' },
    { status: 'Won' },
    { leadAssignee: 'giulia' },
    { dateFrom: '2026-11-20', dateTo: '2026-11-23' },
    { owner: 'giulia', status: 'New', dateFrom: '2026-09-20' },
    { change: 'status', owner: 'luca' },
  ])('are filtered by %j', async (filter) => {
    const { change, ...columns }: Record<string, string> = filter
    const matching = await list('/v2/leadevents', { leads: ids.join(','), ...columns })
    const expected = matching.items.filter(
      ({ status, previousStatus }: { status: string | null; previousStatus: string | null }) =>
        change === undefined || (status !== null && status !== previousStatus),
    )
    const { items, meta } = await list('/v2/leadevents/recent', filter)
    expect(items).toEqual(named(expected))
    expect(meta.count).toBe(expected.length)
    expect(items.length).toBeGreaterThan(0)
  })

  it('reject a period that ends before it begins, and an unknown change', async () => {
    const get = async (query: Record<string, string>) =>
      (await as('giulia').get('/v2/leadevents/recent', query)).body.errors
    expect(await get({ dateFrom: '2026-11-20', dateTo: '2026-11-19' })).toMatchObject([
      { code: 'period_reversed' },
    ])
    expect(await get({ change: 'note' })).toMatchObject([{ field: 'change', code: 'not_one_of' }])
  })
})
