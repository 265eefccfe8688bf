import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { findNumbers } from '../../../contract/search/find-numbers.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { foldedWords } from '../../../contract/search/find-highlights.ts'
import { readSearchTerms } from './search-terms.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

// the Unicode versions of Node.js and PostgreSQL may differ beyond these
const latin = fc
  .integer({ min: 1, max: 0x17f })
  .map((code) => String.fromCodePoint(code))
  // the lower case of these depends on the locale
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

describe('parsing a text like notes', () => {
  it('returns the same words in the database as for highlights', async () => {
    const text = fc.array(fc.oneof(latin, symbol), { maxLength: 40 }).map((characters) => characters.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        const terms = await readSearchTerms(
          service.database,
          texts.map((note) => ({ text: note })),
        )
        expect(terms.map(({ folded }) => folded)).toEqual(texts.map((note) => foldText(note).folded))
        expect(terms.map(({ words }) => words)).toEqual(
          texts.map((note) => foldedWords(foldText(note).folded)),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('folds every character of Unicode as the page does', async () => {
    const characters: string[] = []
    for (let code = 1; code < 0x11_0000; code++) {
      const character = String.fromCodePoint(code)
      if (/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}\n\t]/u.test(character)) characters.push(`x${character}y`)
    }
    const rows = await service.database.query<{ folded: string | null }>(
      {
        // Node.js may support characters that the database does not support yet
        text: `select case when unicode_assigned(text) then search_fold(text) end folded
          from unnest($1::text[]) with ordinality as given(text, position) order by position`,
      },
      [characters],
    )
    const differing = characters.flatMap((text, index) => {
      const inSql = rows[index]?.folded ?? null
      const inPage = foldText(text).folded
      return inSql === null || inSql === inPage ? [] : { text, inSql, inPage }
    })
    expect(differing).toEqual([])
  })

  it('folds letters to their base form', () => {
    for (const [written, plain] of [
      ['Bäckerei Nguyễn Łódź Øre Đà ßÆŒþ', 'backerei nguyen lodz ore da ssaeoeth'],
      ['ＡＢＣ１２ ﬁﬂ Ǆ №', 'abc12 fifl dz no'],
      ['Dell’Orso O`Toole ʻOkina caffe´', 'dellorso otoole okina caffe'],
      ['so\u00adft ze\u200bro jo\u200din \ufeffbom', 'soft zero join bom'],
      ['مُحَمَّد', 'محمد'],
      ['ΣΑΣ σας', 'σασ σασ'],
      ['12,5 1.250,00 a,b', '12.5 1.250.00 a,b'],
    ] as const) {
      expect(foldText(written).folded).toBe(plain)
      expect(foldText(written.normalize('NFD')).folded).toBe(plain)
    }
  })

  it('finds the same numbers in the database as for highlights', async () => {
    const part = fc.constantFrom(
      '1',
      '23',
      '456',
      '7890123',
      ' ',
      '.',
      ',',
      '/',
      '-',
      '(',
      ')',
      '\u00a0',
      '\u2013',
      'x',
      '\n',
      '+',
    )
    const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        const rows = await service.database.query<{ numbers: string | null }>(
          {
            text: 'select search_numbers(text) numbers from unnest($1::text[]) with ordinality as given(text, position) order by position',
          },
          [texts],
        )
        expect(rows.map(({ numbers }) => numbers ?? '')).toEqual(
          texts.map((note) =>
            findNumbers(note)
              .map(({ digits }) => ` ${digits}`)
              .join(''),
          ),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('matches inflections by their stems in both languages, with and without accents', async () => {
    const stems = async (...words: string[]) =>
      (
        await readSearchTerms(
          service.database,
          words.map((text) => ({ text })),
        )
      ).map((term) => term.stems)
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
