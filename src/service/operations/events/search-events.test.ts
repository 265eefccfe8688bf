import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldText } from '../../../contract/search/fold-text.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { printedSeed, repetitions } from '../../../testing/campaign.ts'
import { insertLead } from '../../../testing/insert-lead.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient
let olga: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  olga = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
})

afterAll(async () => service.close())

let leads = 0

async function log(note: string, fields: Record<string, string> = {}, api = giulia) {
  const lead = `lead-${leads++}`
  return (await api.write('POST', '/v2/leadevents', { lead, type: 'company', note, ...fields })).body.item
}

const search = async (q: string, query: Record<string, string> = {}, api = giulia) =>
  (await api.get('/v2/leadevents/search', { q, ...query })).body

const notesOf = async (q: string, query: Record<string, string> = {}, api = giulia): Promise<string[]> =>
  (await search(q, query, api)).items.map(({ note }: { note: string }) => note)

/** Returns the highlighted texts of the notes that a search finds. */
async function highlighted(q: string): Promise<string[]> {
  const { items } = await search(q)
  return items.flatMap(
    ({ note, highlights }: { note: string; highlights: { start: number; length: number }[] }) =>
      highlights.map(({ start, length }) => note.slice(start, start + length)),
  )
}

describe('searching notes', () => {
  it('finds the inflections of a word in Italian and in English, and highlights them completely', async () => {
    await log('Due chiamate senza risposta.')
    await log('Chiamerà lui lunedì.')
    await log('Called twice, no answer.')
    await log('They run three companies, hoping.')
    expect(await highlighted('chiamata')).toEqual(['Chiamerà', 'chiamate'])
    expect(await highlighted('calling')).toEqual(['Called'])
    expect(await highlighted('COMPANY')).toEqual(['companies'])
    expect(await highlighted('hope')).toEqual(['hoping'])
    expect(await highlighted('chiamerò')).toEqual(['Chiamerà', 'chiamate'])
  })

  it('names the lead of each event, as the list of recent events does', async () => {
    await log('A kingfisher by the mill', { name: 'Molino Zeni' })
    await log('A kingfisher without a name')
    const expected = [
      { note: 'A kingfisher without a name', leadName: null },
      { note: 'A kingfisher by the mill', leadName: 'Molino Zeni' },
    ]
    expect((await search('kingfisher')).items).toMatchObject(expected)
    const recent = await giulia.get('/v2/leadevents/recent', { limit: '2' })
    expect(recent.body.items).toMatchObject(expected)
    // a page that is read in slices
    const all = await giulia.get('/v2/leadevents/recent', { limit: '1000' })
    expect(all.body.items.slice(0, 2)).toMatchObject(expected)
  })

  it('finds parts of words, at the beginning, inside and at the end, and highlights the part', async () => {
    await log('Trentino Logistica')
    await log('Officine Ferrari, conferma')
    expect(await highlighted('logist')).toEqual(['Logist'])
    expect(await highlighted('ferr')).toEqual(['Ferr'])
    expect(await highlighted('nferm')).toEqual(['nferm'])
    expect(await highlighted('rari')).toEqual(['rari'])
    expect(await highlighted('ntino')).toEqual(['ntino'])
  })

  it('finds one or two letters only at the beginning of words', async () => {
    await log('Qx zero')
    await log('aqx')
    await log('株式会社')
    expect(await highlighted('qx')).toEqual(['Qx'])
    expect(await notesOf('q zer')).toEqual(['Qx zero'])
    expect(await notesOf('aq')).toEqual(['aqx'])
    expect(await highlighted('会社')).toEqual(['会社'])
  })

  it('ignores case and accents in any encoding', async () => {
    await log('PERCHÉ no? Citta\u0300 nuova')
    expect(await highlighted('perche')).toEqual(['PERCHÉ'])
    expect(await highlighted('città')).toEqual(['Citta\u0300'])
    expect(await highlighted('nUòva')).toEqual(['nuova'])
  })

  it('requires all of several words, in any order', async () => {
    await log('alpha beta gamma')
    await log('gamma delta')
    expect(await notesOf('gamma')).toHaveLength(2)
    expect(await notesOf('gamma alpha')).toEqual(['alpha beta gamma'])
    expect(await notesOf('alpha delta')).toEqual([])
    expect(await highlighted('gamma alpha')).toEqual(['alpha', 'gamma'])
  })

  it('finds a phrase literally', async () => {
    await log('il preventivo firmato\nieri')
    await log('firmato il preventivo')
    expect(await notesOf('"preventivo firmato"')).toEqual(['il preventivo firmato\nieri'])
    expect(await notesOf('"firmato ieri"')).toEqual(['il preventivo firmato\nieri'])
    expect(await notesOf('"preventivi firmati"')).toEqual([])
    expect(await highlighted('"IL PREVENTIVO"')).toEqual(['il preventivo', 'il preventivo'])
  })

  it('finds long words and long parts of them', async () => {
    await log('precipitevolissimevolmente!')
    expect(await highlighted('precipitevolissimevolmente')).toEqual(['precipitevolissimevolmente'])
    expect(await highlighted('cipitevolissimevol')).toEqual(['cipitevolissimevol'])
    expect(await notesOf('precipitevolissimevolmentx')).toEqual([])
    expect(await notesOf('x'.repeat(200))).toEqual([])
  })

  it('finds a telephone number by its digits in any format, and by the last seven', async () => {
    const notes = [
      'Tel. +39 347 123 4567 (ufficio)',
      'cell. 347/1234567',
      'mobile 3471234567.',
      '0039 347.123.45.67',
    ]
    for (const note of notes) await log(note)
    for (const q of [
      '3471234567',
      '347 1234567',
      '+393471234567',
      '+39 347 123 4567',
      '347-123-4567',
      '1234567',
    ]) {
      expect([q, (await notesOf(q)).toSorted()]).toEqual([q, notes.toSorted()])
    }
    expect(await highlighted('347 123 4567')).toEqual(
      expect.arrayContaining(['347 123 4567', '347/1234567', '3471234567', '347.123.45.67']),
    )
    expect(await notesOf('3471234568')).toEqual([])
  })

  it('finds several numbers that are apart from each other', async () => {
    await log('lotto 99125, scaffale 4417')
    expect(await notesOf('4417 99125')).toEqual(['lotto 99125, scaffale 4417'])
    expect(await notesOf('"4417 99125"')).toEqual([])
  })

  it('finds a number with a decimal comma or point', async () => {
    await log('peso 12,75 kg')
    await log('totale 8.460,50 euro')
    expect(await highlighted('12.75')).toEqual(['12,75'])
    expect(await highlighted('12,75')).toEqual(['12,75'])
    expect(await highlighted('8460')).toEqual(['8.460'])
    expect(await highlighted('8.460,50')).toEqual(['8.460,50'])
  })

  it('finds a word with any apostrophe or none', async () => {
    await log('Caffè con O’Toole')
    await log("Piazza dell'Orso, l'offertona")
    expect(await highlighted("caffe'")).toEqual(['Caffè'])
    expect(await highlighted('otoole')).toEqual(['O’Toole'])
    expect(await highlighted("O'Toole")).toEqual(['O’Toole'])
    expect(await highlighted('dell’orso')).toEqual(["dell'Orso"])
    expect(await highlighted('orso')).toEqual(['Orso'])
  })

  it('finds the forms of a word after an apostrophe', async () => {
    await log("L'appuntamento di oggi")
    expect(await highlighted('appuntamenti')).toEqual(['appuntamento'])
  })

  it('treats every other character literally', async () => {
    await log('sconto 50% (netto) a|b !urgente c:* d&e \\n _x_ "q" info@acme.example')
    await log('sconto 505 netto a b urgente c d e n x q info acme example')
    for (const q of ['50%', '(netto)', 'a|b', '!urgente', 'c:*', 'd&e', '\\n', '_x_', 'info@acme']) {
      expect([q, await highlighted(q)]).toEqual([q, [q]])
    }
    expect(await notesOf('sconto %')).toHaveLength(1)
    expect(await notesOf('50_')).toEqual([])
    expect(await notesOf("x' or true")).toEqual([])
  })
})

describe('the response of a search', () => {
  it('contains a page of items like a list, and the count', async () => {
    for (let day = 10; day < 17; day++) await log(`paged ${day}`, { date: `2026-10-${day}` })
    const page = await search('paged', { offset: '2', limit: '3' })
    expect(page.items.map(({ note }: { note: string }) => note)).toEqual(['paged 14', 'paged 13', 'paged 12'])
    expect(page.meta).toEqual({
      ordering: 'newest',
      count: 7,
      limit: 3,
      offset: 2,
      info: [],
      obfuscated: {},
    })
    expect(await notesOf('paged', { ordering: 'oldest', limit: '2' })).toEqual(['paged 10', 'paged 11'])
    expect((await search('paged', { limit: '0' })).meta.count).toBe(7)
    expect((await search('paged', { offset: '9950' })).items).toEqual([])
    const [item] = page.items
    const { item: same } = (await giulia.get(`/v2/leadevents/${item.id}`)).body
    const { ifDeleted: _, ...event } = same
    expect(item).toEqual({ ...event, leadName: null, highlights: [{ start: 0, length: 5 }] })
  })

  it('is ordered by date across weeks and years', async () => {
    const dates = ['0001-01-01', '1987-06-05', '2010-01-01', '2010-01-08', '2019-12-31', '2026-11-22']
    for (const date of dates) await log(`epoch ${date}`, { date }, olga)
    const found = async (query: Record<string, string>) => notesOf('epoch', query, olga)
    const notes = dates.map((date) => `epoch ${date}`)
    expect(await found({ ordering: 'oldest' })).toEqual(notes)
    expect(await found({})).toEqual(notes.toReversed())
    expect(await found({ dateTo: '9999-12-31', dateFrom: '0001-01-01' })).toHaveLength(6)
    expect(await found({ dateFrom: '1987-06-05', dateTo: '2010-01-01' })).toEqual([
      'epoch 2010-01-01',
      'epoch 1987-06-05',
    ])
  })

  it('is filtered by status, owner, assignee and period', async () => {
    await log('narrow one', { status: 'New', leadAssignee: 'luca', date: '2026-09-01' })
    await log('narrow two', {
      status: 'Won',
      appUserId: 'luca',
      leadAssignee: "o'neil\\",
      date: '2026-09-02',
    })
    const notes = async (query: Record<string, string>) => notesOf('narrow', query)
    expect(await notes({ status: 'New' })).toEqual(['narrow one'])
    expect(await notes({ owner: 'luca' })).toEqual(['narrow two'])
    expect(await notes({ leadAssignee: "o'neil\\" })).toEqual(['narrow two'])
    expect(await notes({ leadAssignee: 'o' })).toEqual([])
    expect(await notes({ dateTo: '2026-09-01' })).toEqual(['narrow one'])
    expect(await notes({ status: 'New', owner: 'luca' })).toEqual([])
  })

  it('counts up to a thousand, or to the end of the page, and states that there may be more', async () => {
    await insertLead(service.database, 'crowded', { count: 1_500, note: `'crowd ' || i` })
    const { meta } = await search('crowd')
    expect(meta.count).toBe(1001)
    expect(meta.info).toEqual([
      'The count is a lower bound: at least 1001 events match; the search stopped there.',
    ])
    expect((await search('crowd', { offset: '1400' })).meta).toMatchObject({ count: 1451 })
    expect((await search('crowd', { offset: '1450' })).meta).toMatchObject({ count: 1500, info: [] })
    expect(await notesOf('crowd', { offset: '1499' })).toEqual(['crowd 1'])
    expect((await giulia.get('/v2/leadevents', { leads: 'crowded', q: 'crowd' })).body.meta.count).toBe(1500)
  })

  it('rejects invalid searches', async () => {
    const { status, body } = await giulia.get('/v2/leadevents/search', { q: '&&', offset: '9951' })
    expect(status).toBe(400)
    expect(
      body.errors.map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`),
    ).toEqual(['q: no_word', 'offset: out_of_range'])
  })
})

describe('the data that a search finds', () => {
  it('is current: it reflects an edit and a deletion immediately', async () => {
    const { id } = await log('firstword here')
    await giulia.write('PUT', `/v2/leadevents/${id}`, { note: 'secondword here' })
    expect(await notesOf('firstword')).toEqual([])
    expect(await notesOf('secondword')).toEqual(['secondword here'])
    await giulia.write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
    expect(await notesOf('secondword')).toEqual([])
    const [row] = await service.database.query<{ note_folded: string | null; note_stems: string | null }>(
      { text: 'select note_folded, note_stems from lead_event where id = $1' },
      [id],
    )
    expect(row).toEqual({ note_folded: null, note_stems: null })
  })

  it('never belongs to another application', async () => {
    await log('ourswithsecret')
    await log('theirswithsecret', {}, olga)
    expect(await notesOf('withsecret')).toEqual(['ourswithsecret'])
    expect(await notesOf('withsecret', {}, olga)).toEqual(['theirswithsecret'])
  })
})

describe('any text', () => {
  const text = (maxLength: number) =>
    fc.string({ unit: 'binary', maxLength }).filter((value) => value.isWellFormed())

  it('is accepted or rejected, and never causes an internal error', async () => {
    const hostile = fc
      .array(fc.constantFrom(...'\'"\\%_&|!:*()<>~ \n\u0001aè1-?+^$[]{}'.split('')))
      .map((characters) => characters.join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          text(60),
          hostile,
          text(10).map((q) => `${q} chiam`),
        ),
        async (q) => {
          for (const path of ['/v2/leadevents/search', '/v2/leadevents']) {
            const { status } = await giulia.get(path, { q, leads: 'lead-0' })
            expect([200, 400]).toContain(status)
          }
        },
      ),
      { numRuns: repetitions(300), seed: printedSeed('any text in a search') },
    )
    expect(service.reported).toEqual([])
  })

  it('ignores words that fold to nothing', async () => {
    const { id } = await log('Richiamata per il preventivo')
    for (const q of ["richiamata '", 'richiamata \u0640', '\u0301 preventivo']) {
      const ids = (await search(q)).items.map((item: { id: number }) => item.id)
      expect([q, ids.includes(id)]).toEqual([q, true])
    }
  })

  it('in a note is found by each of its words, in the search and in the list', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc.constantFrom(
        'chiamò',
        "l'offerta",
        '50%',
        'C++',
        'info@acme.example',
        'Straße',
        '👍ok',
        '“sì”',
        'x"y',
      ),
    )
    const note = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .map((words) => words.join(' ').replaceAll(/\p{Cc}/gu, ''))
      .filter((value) => /[\p{L}\p{N}]/u.test(value) && value.isWellFormed())
    await fc.assert(
      fc.asyncProperty(note, async (written) => {
        const { id, lead, note: kept } = await log(written)
        const words: string[] = kept.split(/\s+/u)
        const parts: string[] = kept.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
        // some letters fold to nothing, such as the Arabic tatweel: a word of these alone cannot be searched
        const isSearchable = (term: string) =>
          [term, foldText(term).folded].every((some) => /[\p{L}\p{N}]/u.test(some))
        // one or two letters are found at the beginning of a word, and a sign such as ㍱ becomes the letters before them: hpa
        const foldedWords = foldText(kept).folded.split(/[^\p{L}\p{N}\p{M}]+/u)
        const beginsWord = (part: string) => {
          const letters = foldText(part).folded
          return Array.from(letters).length > 2 || foldedWords.some((some) => some.startsWith(letters))
        }
        const terms = [...words, ...parts.filter(beginsWord)].filter(isSearchable)
        for (const q of new Set(terms)) {
          const ids = (await search(q, { limit: '1000' })).items.map((item: { id: number }) => item.id)
          expect([q, ids.includes(id)]).toEqual([q, true])
          const { count } = (await giulia.get('/v2/leadevents', { leads: lead, q })).body.meta
          expect([q, count]).toEqual([q, 1])
        }
      }),
      { numRuns: repetitions(40, 10), seed: printedSeed('any text in a note') },
    )
  })
})
