import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { printedSeed, repetitions } from '../../../testing/campaign.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

/** Words that are inflections of each other, and of no other family. */
const families = [
  ['chiamata', 'chiamate', 'chiamò'],
  ['call', 'called', 'calls'],
  ['offerta', 'offerte'],
  ['company', 'companies'],
  ['Ferrari'],
  ['ticket'],
]

/**
 * Prefixes of these words that have the same stem and so are inflections too: all such prefixes among the searched
 * ones.
 */
const beginnings = new Set(['chiama', 'calle', 'compani', 'companie'])

interface ModelEvent {
  readonly lead: string
  readonly words: readonly string[]
  readonly status: string | null
  readonly owner: string
  readonly leadAssignee: string | null
  readonly date: string
}

const people = ['giulia', 'luca', 'marco'] as const
const leads = ['a', 'b', 'c']
const events: ModelEvent[] = []

let service: TestService
let giulia: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const pick = <Value>(values: readonly Value[], at: number) => values[at % values.length]
  for (let index = 0; index < 120; index++) {
    const words = [index * 7, index * 5 + 1, index * 3 + 2].map((at) => pick(families.flat(), at) ?? '')
    const event = {
      lead: pick(leads, index * index) ?? '',
      words,
      status: index % 4 === 0 ? (pick(['New', 'Contacted', 'Won'], index / 4) ?? '') : null,
      owner: pick(people, index) ?? '',
      leadAssignee: pick(['luca', null, 'marco'], index >> 2) ?? null,
      date: new Date(Date.UTC(2026, 8, 1, index * 13)).toISOString(),
    }
    const { lead, status, owner, leadAssignee, date } = event
    const assignee = leadAssignee === null ? { leadAssigneeRemove: 'true' } : { leadAssignee }
    const fields = { lead, date, ...(status !== null && { status }), ...assignee, appUserId: owner }
    const written = await giulia.write('POST', '/v2/leadevents', {
      ...fields,
      type: 'company',
      note: words.join(', '),
    })
    if (written.status !== 201) throw new Error(`not written: ${JSON.stringify(written.body)}`)
    events.push(event)
  }
})

afterAll(async () => service.close())

interface Query {
  readonly leads: readonly string[]
  readonly terms?: readonly string[] | undefined
  readonly status?: string | undefined
  readonly owner?: string | undefined
  readonly leadAssignee?: string | undefined
  readonly dateFrom?: string | undefined
  readonly dateTo?: string | undefined
}

const plain = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

function wordMatches(word: string, term: string): boolean {
  return (
    plain(word).includes(plain(term)) ||
    families.some((family) => family.includes(word) && isFormOf(family, plain(term)))
  )
}

function isFormOf(family: readonly string[], term: string): boolean {
  const forms = family.map(plain)
  return forms.includes(term) || (beginnings.has(term) && forms.some((form) => form.startsWith(term)))
}

/** A simple model of the filter, without an index. */
function matches(event: ModelEvent, query: Query): boolean {
  const { terms = [], status, owner, leadAssignee, dateFrom, dateTo } = query
  return (
    terms.every((term) => event.words.some((word) => wordMatches(word, term))) &&
    (status === undefined || event.status === status) &&
    (owner === undefined || event.owner === owner) &&
    (leadAssignee === undefined || event.leadAssignee === leadAssignee) &&
    (dateFrom === undefined || event.date >= dateFrom) &&
    (dateTo === undefined || event.date <= dateTo)
  )
}

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined })
const part = fc
  .tuple(fc.constantFrom(...families.flat()), fc.nat(4), fc.integer({ min: 3, max: 12 }))
  .map(([word, start, length]) => word.slice(Math.min(start, word.length - 3)).slice(0, length))
const term = fc.oneof(fc.constantFrom(...families.flat()), part, fc.constant('nothing'))
const moments = fc.nat(120 * 13 + 20).map((hours) => new Date(Date.UTC(2026, 8, 1, hours)).toISOString())

const queries = fc
  .record({
    leads: fc.subarray(leads, { minLength: 1 }),
    terms: maybe(fc.uniqueArray(term, { minLength: 1, maxLength: 3 })),
    status: maybe(fc.constantFrom('New', 'Contacted', 'Lost')),
    owner: maybe(fc.constantFrom(...people)),
    leadAssignee: maybe(fc.constantFrom('luca', 'marco', 'nobody')),
    dateFrom: maybe(moments),
    dateTo: maybe(moments),
  })
  .filter(({ dateFrom = '', dateTo = '9' }) => dateFrom <= dateTo)

function parameters({ terms, leads: some, ...query }: Query): Record<string, string> {
  const given = Object.entries({ ...query, q: terms?.join(' ') })
  return Object.fromEntries([
    ['leads', some.join(',')],
    ...given.filter((entry): entry is [string, string] => entry[1] !== undefined),
  ])
}

describe('filtering a list', () => {
  it('returns what a simple model returns, counted exactly, in both orders and in pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        queries,
        fc.constantFrom('newest', 'oldest'),
        fc.nat(20),
        async (query, ordering, offset) => {
          const expected = events.filter((event) => query.leads.includes(event.lead) && matches(event, query))
          if (ordering === 'newest') expected.reverse()
          const page = { ordering, offset: String(offset), limit: '7' }
          const { items, meta } = (await giulia.get('/v2/leadevents', { ...parameters(query), ...page })).body
          expect(meta.count).toBe(expected.length)
          expect(items.map(({ date }: { date: string }) => date)).toEqual(
            expected.slice(offset, offset + 7).map(({ date }) => date),
          )
        },
      ),
      { numRuns: repetitions(300, 60), seed: printedSeed('filters of a list') },
    )
  })

  it('returns the same events as a search of all leads', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const wide = parameters({ ...query, leads, terms: query.terms ?? ['call'] })
        const list = (await giulia.get('/v2/leadevents', wide)).body
        const { leads: _, ...everywhere } = wide
        const search = (await giulia.get('/v2/leadevents/search', everywhere)).body
        const inList = search.items.map(({ leadName: _name, ...event }: { leadName: null }) => event)
        expect(inList).toEqual(list.items)
        expect(search.meta).toEqual(list.meta)
      }),
      { numRuns: repetitions(200, 40), seed: printedSeed('filters of a search') },
    )
  })

  it('highlights exactly the matches of every item', async () => {
    const { items } = (
      await giulia.get('/v2/leadevents', { leads: 'a,b,c', q: 'called arrar', limit: '120' })
    ).body
    expect(items).toEqual([])
    const found = (await giulia.get('/v2/leadevents', { leads: 'a,b,c', q: 'called', limit: '120' })).body
      .items
    for (const { note, highlights } of found) {
      const marked = highlights.map(({ start, length }: { start: number; length: number }) =>
        note.slice(start, start + length),
      )
      expect(marked).toEqual(note.split(', ').filter((word: string) => word.startsWith('call')))
    }
  })

  it('highlights nothing without a search text', async () => {
    const [item] = (await giulia.get('/v2/leadevents', { leads: 'a', owner: 'giulia' })).body.items
    expect(item).not.toHaveProperty('highlights')
  })

  it('explains the query, and rejects a period that ends before it begins', async () => {
    const { queryExplanation } = (await giulia.get('/v2/leadevents', { leads: 'a', q: 'call' })).body
    expect(queryExplanation[0].text).toBe('Events of one lead that match the filters, newest first by date.')
    const { status, body } = await giulia.get('/v2/leadevents', {
      leads: 'a',
      dateFrom: '2026-02-01',
      dateTo: '2026-01-01',
    })
    expect([status, body.errors[0].field, body.errors[0].code]).toEqual([400, 'dateFrom', 'period_reversed'])
  })
})
