import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { wordsOf } from '../../../contract/search/find-highlights.ts'
import { readSearchTerms } from './search-terms.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

// Unicode versions of Node.js and PostgreSQL may differ beyond these
const latin = fc
  .integer({ min: 1, max: 0x17f })
  .map((code) => String.fromCodePoint(code))
  // to which lower case has an answer that depends on the locale
  .filter((character) => !'İı'.includes(character))
const symbol = fc.constantFrom(
  '–',
  '’',
  '…',
  '€',
  '→',
  '✓',
  '👍',
  '🇮🇹',
  '\u3000',
  '\ufeff',
  '\u0301',
  'Ж',
  'ß',
  '会',
)

describe('reading a text as notes are read', () => {
  it('gives the same words in the database as where they are highlighted', async () => {
    const text = fc.array(fc.oneof(latin, symbol), { maxLength: 40 }).map((characters) => characters.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        const terms = await readSearchTerms(service.database, texts)
        expect(terms.map(({ folded }) => folded)).toEqual(texts.map((note) => foldText(note).folded))
        expect(terms.map(({ words }) => words)).toEqual(
          texts.map((note) => wordsOf(note).map((word) => foldText(word).folded)),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('knows forms by their stems in both languages, with their accents and without', async () => {
    const stems = async (...words: string[]) =>
      (await readSearchTerms(service.database, words)).map((term) => term.stems)
    const [called = [], calls = [], call = []] = await stems('called', 'calls', 'CALL')
    expect([called, calls].every((some) => some.includes('call'))).toBe(true)
    expect(call).toEqual(['call'])
    for (const words of [
      ['chiamata', 'chiamate', 'chiamerà', 'chiamerò'],
      ['attività', 'attivita'],
      ['offerta', 'offerte'],
    ]) {
      const [first = [], ...others] = await stems(...words)
      for (const other of others) expect(other.some((stem) => first.includes(stem))).toBe(true)
    }
  })
})
