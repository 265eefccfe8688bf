import { afterAll, beforeAll, expect, it } from 'vitest'
import { shiftInstant, toInstant, type Instant } from '../../contract/instant.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'
import { syncClient } from '../../testing/sync-client.ts'

/*
 * Services on one database with different clocks, as on several machines: one is an hour behind, one runs five
 * seconds ahead, and one is set back by two hours in the middle.
 */
const hour = 3_600_000
const writers = 9
const writesOfWriter = 60

const now = (): Instant => toInstant(Date.now())
let step = 0

let services: TestService[]
let clients: ApiClient[]

beforeAll(async () => {
  const behind = await startService({ clock: () => shiftInstant(now(), -hour) })
  const ahead = await behind.secondInstance({ clock: () => shiftInstant(now(), 5_000) })
  const stepping = await behind.secondInstance({ clock: () => shiftInstant(now(), step) })
  services = [behind, ahead, stepping]
  clients = services.map(({ service }) => new ApiClient(service, { token: 'acme-token', appUserId: 'marco' }))
})

afterAll(async () => {
  for (const service of services.toReversed()) await service.close()
})

const client = (index: number) => clients[index % clients.length] ?? expect.fail('there are three clients')

interface Item {
  readonly id: number
  readonly date: Instant
  readonly updateTime: Instant
}

const log = async (service: number, fields: Record<string, string>) =>
  client(service).write('POST', '/v2/leadevents', { type: 'company', ...fields })

const itemsOf = async (lead: string): Promise<Item[]> =>
  (await client(0).get('/v2/leadevents', { leads: lead, ordering: 'oldest', limit: '1000' })).body.items

it(
  'lets a client of sync miss nothing, and gives every change a later updateTime',
  { timeout: 120_000 },
  async () => {
    const reader = syncClient(client(1))
    const leads = ['common-1', 'common-2', 'common-3', 'common-4']

    /** Logs events on every lead in turn, updates and deletes some of them, and returns each `updateTime` of a response. */
    const write = async (writer: number): Promise<Instant[]> => {
      const times: Instant[] = []
      for (let turn = 0; turn < writesOfWriter; turn++) {
        if (writer === 0 && turn === writesOfWriter / 2) step = -2 * hour
        const lead = leads[(writer + turn) % leads.length] ?? ''
        const logged = await log(writer, { lead, note: `${turn}` })
        times.push(logged.body.item.updateTime)
        const path = `/v2/leadevents/${logged.body.item.id}`
        if (turn % 5 === 3) {
          const mended = await client(writer + 1).write('PUT', path, { note: 'mended' })
          times.push(mended.body.item.updateTime)
        }
        if (turn % 7 === 5) await client(writer + 2).write('DELETE', path, { forceDelete: 'true' })
      }
      return times
    }
    const writing = Promise.all(Array.from({ length: writers }, async (_, writer) => write(writer)))
    await reader.while(writing)

    // each writer gets increasing times, and no two writers share one
    const updateTimes = await writing
    expect(updateTimes).toEqual(updateTimes.map((times) => times.toSorted()))
    expect(new Set(updateTimes.flat()).size).toBe(updateTimes.flat().length)
    const stored = await services[0]?.database.query<{ id: number; updateTime: Instant }>(
      {
        text: `select id, update_time "updateTime" from lead_event where application_id = 'acme' order by update_time`,
      },
      [],
    )
    expect(stored).toHaveLength(writers * writesOfWriter)
    expect([...reader.seen]).toEqual(stored?.map(({ id, updateTime }) => [id, updateTime]))
    expect(services.flatMap(({ reported }) => reported)).toEqual([])
  },
)

it('keeps the dates of a lead in the order of writing, whichever clock they come from', async () => {
  for (const turn of Array(30).keys()) {
    expect((await log(turn, { lead: 'dated' })).status).toBe(201)
  }
  const items = await itemsOf('dated')
  expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => a - b))
  expect(new Set(items.map(({ date }) => date)).size).toBe(30)
  // each is its service's time, or a millisecond after the previous event; none is after the most advanced clock
  expect((items.at(-1)?.date ?? '') < shiftInstant(now(), 5_000)).toBe(true)
})

it('rejects a date in the future by the clock of the service that receives it', async () => {
  const codes = async (service: number, lead: string, date: Instant) => {
    const { status, body } = await log(service, { lead, date })
    return status === 201 ? 'taken' : body.errors.map(({ code }: { code: string }) => code).join()
  }
  step = -2 * hour
  const present = now()
  expect(await codes(0, 'by-date', present)).toBe('date_in_future')
  expect(await codes(1, 'by-date', present)).toBe('taken')
  expect(await codes(0, 'by-date', shiftInstant(present, -2 * hour))).toBe('date_not_after_latest')
  expect(await codes(2, 'by-date', shiftInstant(present, 1))).toBe('date_in_future')
})
