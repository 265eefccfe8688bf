import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Lead } from '../../../contract/lead.ts'
import { nameRank } from '../../../contract/search/name-rank.ts'
import { matchesName, parseNameSearch } from '../../../contract/search/name-search.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let marco: ApiClient
let olga: ApiClient

beforeAll(async () => {
  service = await startService()
  marco = new ApiClient(service.service, { token: 'acme-token', appUserId: 'marco' })
  olga = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
  const name = {
    name: 'test-directory-entry',
    text: `insert into lead (application_id, id, type, name) values ('acme', $1, $2, $3)`,
  }
  await service.database.query(name, ['c1', 'company', 'Cantina 100% Sole'])
  await service.database.query(name, ['c2', 'company', 'Birrificio'])
  await service.database.query(name, ['p1', 'person', 'Elena Tomasi'])
  const log = async (fields: Record<string, string>) => marco.write('POST', '/v2/leadevents', fields)
  await log({ lead: 'c2', type: 'company', status: 'New', leadAssignee: 'luca', date: '2026-11-02' })
  await log({ lead: 'w1', type: 'company', status: 'Won', date: '2026-10-01' })
  await log({ lead: 'p1', type: 'person', status: 'Contacted', leadAssignee: 'giulia', date: '2026-11-01' })
})

afterAll(async () => service.close())

const ids = async (query: Record<string, string>) =>
  (await marco.get('/v2/leads', query)).body.items.map(({ id }: { id: string }) => id)

describe('the lead list', () => {
  it('orders by the latest event, newest first, with leads without events last', async () => {
    expect(await ids({})).toEqual(['c2', 'p1', 'w1', 'c1'])
  })

  it('orders by the latest event, oldest first, with leads without events first', async () => {
    expect(await ids({ sort: 'quiet' })).toEqual(['c1', 'w1', 'p1', 'c2'])
  })

  it('finds quiet leads: open ones without an event since a date', async () => {
    expect(await ids({ quietSince: '2026-11-02', sort: 'quiet' })).toEqual(['p1', 'c2'])
    expect(await ids({ quietSince: '2026-11-01T23:59:59.999Z', sort: 'quiet' })).toEqual(['p1'])
  })

  it('takes leads with a final or hidden status for neither open nor quiet', async () => {
    const park = { lead: 'h1', type: 'company', status: 'Parked', date: '2026-09-01' }
    await olga.write('POST', '/v2/leadevents', park)
    await olga.write('POST', '/v2/leadevents', { ...park, lead: 'h2', status: 'Won' })
    await olga.write('POST', '/v2/leadevents', { ...park, lead: 'h3', status: 'Contacted' })
    await olga.write('POST', '/v2/leadevents', { lead: 'h4', type: 'company', date: '2026-09-02' })
    const listed = async (query: Record<string, string>) =>
      (await olga.get('/v2/leads', query)).body.items.map(({ id }: { id: string }) => id)
    expect(await listed({ open: 'true' })).toEqual(['h4', 'h3'])
    expect(await listed({ quietSince: '2026-10-01' })).toEqual(['h4', 'h3'])
    expect(await listed({ open: 'true', q: 'h' })).toEqual(['h4', 'h3'])
  })

  it('filters by several statuses, and by leads that nobody is assigned to', async () => {
    expect(await ids({ status: 'New,Won' })).toEqual(['c2', 'w1'])
    expect(await ids({ status: 'Contacted' })).toEqual(['p1'])
    expect(await ids({ unassigned: 'true' })).toEqual(['w1', 'c1'])
    expect(
      (await marco.get('/v2/leads', { unassigned: 'true', status: 'Won', limit: '0' })).body.meta.count,
    ).toBe(1)
  })

  it('puts the lead first that has had its status longest, and last what has none', async () => {
    expect(await ids({ sort: 'longest' })).toEqual(['w1', 'p1', 'c2', 'c1'])
  })

  it('orders by name', async () => {
    expect(await ids({ sort: 'name' })).toEqual(['c2', 'c1', 'p1', 'w1'])
  })

  it('finds the beginnings of words of names and IDs, without case and punctuation', async () => {
    expect(await ids({ q: 'tomas' })).toEqual(['p1'])
    expect(await ids({ q: 'C1' })).toEqual(['c1'])
    expect(await ids({ q: '100%' })).toEqual(['c1'])
    expect(await ids({ q: 'omasi' })).toEqual([])
    expect(await ids({ q: '_' })).toEqual([])
  })

  it('filters by type, assignee and status, with the number of matches', async () => {
    expect(await ids({ type: 'person' })).toEqual(['p1'])
    expect(await ids({ leadAssignee: 'luca', type: 'company', status: 'New' })).toEqual(['c2'])
    expect((await marco.get('/v2/leads', { type: 'company', limit: '1' })).body.meta.count).toBe(3)
    expect((await marco.get('/v2/leads', { offset: '50' })).body.meta.count).toBe(4)
  })

  it('returns one lead with its current state', async () => {
    expect((await marco.get('/v2/leads/p1')).body.item).toEqual({
      id: 'p1',
      type: 'person',
      name: 'Elena Tomasi',
      status: 'Contacted',
      statusDate: '2026-11-01T00:00:00.000Z',
      leadAssignee: 'giulia',
      lastEventDate: '2026-11-01T00:00:00.000Z',
      eventCount: 1,
    })
  })
})

describe('a search for leads', () => {
  const found = async (q: string, query: Record<string, string> = {}) =>
    (await olga.get('/v2/leads', { q, ...query })).body.items.map(({ name }: { name: string }) => name)

  beforeAll(async () => {
    for (const [id, name] of [
      ['s1', 'Bäckerei Nguyễn'],
      ['s2', 'Cantina Dell’Orso'],
      ['s3', 'Officine Ferrari'],
      ['s4', 'Ferrari'],
      ['s5', 'Ferrari Trasporti S.p.A.'],
      ['s6', 'Caffe\u0300 Łódź'],
    ] as const) {
      await service.database.query(
        { text: `insert into lead (application_id, id, type, name) values ('other', $1, 'company', $2)` },
        [id, name],
      )
    }
  })

  it.each([
    ['backerei', ['Bäckerei Nguyễn']],
    ['nguyen', ['Bäckerei Nguyễn']],
    ["dell'orso", ['Cantina Dell’Orso']],
    ['ferrari officine', ['Officine Ferrari']],
    ['officineferrari', ['Officine Ferrari']],
    ['spa', ['Ferrari Trasporti S.p.A.']],
    ['s.p.a. ferr', ['Ferrari Trasporti S.p.A.']],
    ['caffè', ['Caffe\u0300 Łódź']],
    ['lodz', ['Caffe\u0300 Łódź']],
  ])('finds by %j: %j', async (q, names) => {
    expect(await found(q)).toEqual(names)
  })

  it('has the best match first, and sorts only if it is told to', async () => {
    expect(await found('ferrari')).toEqual(['Ferrari', 'Ferrari Trasporti S.p.A.', 'Officine Ferrari'])
    expect(await found('s3')).toEqual(['Officine Ferrari'])
    // the page orders the leads that it searches offline in the same way
    const { items } = (await olga.get('/v2/leads', { q: 'ferrari' })).body
    expect(items.map((lead: Lead) => nameRank(lead, 'ferrari'))).toEqual([0, 1, 3])
    expect(await found('ferrari', { sort: 'name', limit: '2' })).toEqual([
      'Ferrari',
      'Ferrari Trasporti S.p.A.',
    ])
    expect((await olga.get('/v2/leads', { q: 'ferrari' })).body.meta).toMatchObject({
      ordering: 'relevance',
      count: 3,
      info: [],
    })
  })

  it('filters what it finds, and finds nothing of another application', async () => {
    expect(await found('ferrari', { type: 'person' })).toEqual([])
    expect(await found('tomasi')).toEqual([])
  })

  it('finds a lead by its new name and no longer by the earlier one', async () => {
    const rename = async (name: string | null) =>
      service.database.query(
        { text: `update lead set name = $1 where application_id = 'other' and id = 's1'` },
        [name],
      )
    await rename('Panificio Meier')
    expect(await found('nguyen')).toEqual([])
    expect(await found('meier')).toEqual(['Panificio Meier'])
    await rename(null)
    expect(await found('meier')).toEqual([])
    expect((await olga.get('/v2/leads/s1')).body.item.name).toBeNull()
  })

  describe('of which there are many', () => {
    const create = async (prefix: string, name: string, count: number) =>
      service.database.query(
        {
          text: `insert into lead (application_id, id, type, name)
            select 'other', $1 || n, 'person', $2 || ' ' || n from generate_series(1, $3::int) n`,
        },
        [prefix, name, count],
      )
    beforeAll(async () => {
      await create('many-', 'Zeta', 1_100)
      await create('alfa-', 'Alfa', 2_100)
      await create('beta-', 'Beta', 2_100)
      await create('both-', 'Beta Omega Alfa', 3)
      const event = { lead: 'many-1100', type: 'person', leadAssignee: 'olga', date: '2026-11-01' }
      await olga.write('POST', '/v2/leadevents', event)
      await olga.write('POST', '/v2/leadevents', { ...event, lead: 'beta-7' })
      await service.database.query(
        {
          text: `insert into lead (application_id, id, type, name) values ('other', 'exact', 'person', 'Zéta')`,
        },
        [],
      )
    })

    it('says that there are more than it counts', async () => {
      const { meta, items } = (await olga.get('/v2/leads', { q: 'zeta', limit: '1' })).body
      expect([meta.count, meta.info, items]).toEqual([
        1001,
        [expect.stringContaining('lower bound')],
        [expect.anything()],
      ])
    })

    it('has the whole name first, then the most recent', async () => {
      expect((await found('zeta')).slice(0, 2)).toEqual(['Zéta', 'Zeta 1100'])
    })

    it('returns each lead once, page by page', async () => {
      const [first, second] = [
        await found('zeta', { limit: '1000' }),
        await found('zeta', { offset: '1000' }),
      ]
      expect(new Set([...first, ...second]).size).toBe(first.length + second.length)
      expect(second).not.toHaveLength(0)
    })

    it('finds the few leads with two common words', async () => {
      expect((await found('alfa beta')).toSorted()).toEqual([1, 2, 3].map((n) => `Beta Omega Alfa ${n}`))
      expect(await found('alfa beta omega 2')).toEqual(['Beta Omega Alfa 2'])
      expect((await olga.get('/v2/leads', { q: 'beta alfa' })).body.meta).toMatchObject({
        count: 3,
        info: [],
      })
    })

    it('finds a common word among the few leads of a filter', async () => {
      expect(await found('zeta', { leadAssignee: 'olga' })).toEqual(['Zeta 1100'])
      expect(await found('1100 zeta', { leadAssignee: 'olga' })).toEqual(['Zeta 1100'])
      expect(await found('beta', { leadAssignee: 'olga' })).toEqual(['Beta 7'])
      const people = (await olga.get('/v2/leads', { q: 'beta', type: 'person', limit: '1' })).body
      expect([people.items[0].name, people.meta.info]).toEqual([
        'Beta 7',
        [expect.stringContaining('lower bound')],
      ])
    })

    it('finds the same leads with a sort', async () => {
      expect(await found('beta alfa', { sort: 'name' })).toEqual([1, 2, 3].map((n) => `Beta Omega Alfa ${n}`))
      expect((await olga.get('/v2/leads', { q: 'zeta', sort: 'name', limit: '1' })).body.meta.count).toBe(
        1_101,
      )
    })
  })

  it('matches as the page does', async () => {
    const part = fc.constantFrom(
      'Ro',
      'ss',
      'i',
      ' ',
      ' ',
      '-',
      '.',
      '’',
      'é',
      'ß',
      'Ł',
      '1',
      ',',
      '2',
      '\u00ad',
      '株',
      '&',
    )
    const text = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 40, maxLength: 60 }), async (pairs) => {
        const rows = await service.database.query<{ matches: boolean }>(
          {
            text: `select name_matches(string_to_array(terms, ' '), name, 'id') matches
              from unnest($1::text[], $2::text[]) with ordinality as given(name, terms, position) order by position`,
          },
          [pairs.map(([name]) => name), pairs.map(([, q]) => parseNameSearch(q).join(' '))],
        )
        expect(rows.map(({ matches }) => matches)).toEqual(
          pairs.map(([name, q]) => matchesName([name, 'id'], parseNameSearch(q))),
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe('the assignable users', () => {
  it('are ordered by name, and can be searched', async () => {
    expect((await marco.get('/v2/users')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      'giulia',
      'luca',
      'marco',
    ])
    expect((await marco.get('/v2/users', { q: 'conti' })).body).toMatchObject({
      items: [{ id: 'luca', name: 'Luca Conti', role: 'rep', blocked: false }],
      meta: { count: 1 },
    })
    expect((await marco.get('/v2/users', { q: 'rossi giulia' })).body.items).toMatchObject([{ id: 'giulia' }])
  })
})
