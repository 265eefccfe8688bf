import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { countRepetitions, repetitions } from '../../testing/campaign.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

/*
 * Concurrent writes on real PostgreSQL, with two services on one database, like two processes. The clock runs here,
 * because a stopped one would hide effects within a millisecond.
 */
const rounds = repetitions(2_000)
const writers = 8
const writesOfWriter = repetitions(250)

let service: TestService
let second: TestService
let clients: ApiClient[]

beforeAll(async () => {
  service = await startService({ clock: () => new Date().toISOString() })
  second = await service.secondInstance()
  clients = [service, second].map(
    (one) => new ApiClient(one.service, { token: 'acme-token', appUserId: 'giulia', type: 'company' }),
  )
})

afterAll(async () => {
  await second.close()
  await service.close()
})

const client = (index: number) => clients[index % 2] ?? expect.fail('there are two clients')

it(
  `never breaks the order of a lead in ${rounds} rounds of simultaneous writes`,
  { timeout: 3_600_000 },
  async () => {
    const accepted = new Map<string, number>()
    const count = countRepetitions('simultaneous writes', rounds)
    for (let round = 0; round < rounds; round++) {
      const lead = `raced-${round % 20}`
      const now = new Date().toISOString()
      // one has no date, two have the same date, and one has an earlier date
      const dates = [undefined, now, now, new Date(Date.parse(now) - 1).toISOString()]
      const responses = await Promise.all(
        dates.map(async (date, index) =>
          client(index).write('POST', '/v2/leadevents', { lead, ...(date !== undefined && { date }) }),
        ),
      )
      const statuses = responses.map(({ status }) => status)
      expect(statuses[0]).toBe(201)
      expect(statuses.filter((status) => status !== 201 && status !== 400)).toEqual([])
      const written = statuses.filter((status) => status === 201).length
      accepted.set(lead, (accepted.get(lead) ?? 0) + written)
      count()
    }
    for (const [lead, written] of accepted) {
      const { body } = await client(0).get('/v2/leadevents', {
        leads: lead,
        limit: '1000',
        ordering: 'oldest',
      })
      const items: { id: number; date: string }[] = body.items
      expect([body.meta.count, items.length]).toEqual([written, written])
      // the order of writing is the order of dates: no event was inserted before an existing one
      expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => a - b))
      expect(new Set(items.map(({ date }) => date)).size).toBe(written)
    }
    expect([...service.reported, ...second.reported]).toEqual([])
  },
)

it(`lets a client of sync miss nothing of ${writers} writers`, { timeout: 3_600_000 }, async () => {
  const written = new Set<number>()
  const seen = new Set<number>()
  let from = new Date(0).toISOString()
  const readOn = async () => {
    const { body } = await client(1).get('/v2/leadevents/sync', { fromUpdateTime: from, limit: '1000' })
    for (const { id, updateTime } of body.items) {
      seen.add(id)
      expect(updateTime >= from).toBe(true)
      from = updateTime
    }
    return body.items.length
  }
  // does not count the events of the first test
  while ((await readOn()) === 1_000);
  seen.clear()

  const count = countRepetitions('writes that a reader of sync follows', writers * writesOfWriter)
  const allWritten = new AbortController()
  const reading = (async () => {
    while (!allWritten.signal.aborted) await readOn()
  })()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < writesOfWriter; turn++) {
        const { body } = await client(writer).write('POST', '/v2/leadevents', {
          lead: `synced-${(writer + turn) % 5}`,
        })
        written.add(body.item.id)
        count()
      }
    }),
  )
  allWritten.abort()
  await reading
  await readOn()
  expect(written.size).toBe(writers * writesOfWriter)
  expect([...written].filter((id) => !seen.has(id))).toEqual([])
})
