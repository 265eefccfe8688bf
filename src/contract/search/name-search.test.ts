import { describe, expect, it } from 'vitest'
import { findNameHighlights, matchesName, parseNameSearch } from './name-search.ts'

const matches = (name: string, q: string) => matchesName([name], parseNameSearch(q))

const marked = (name: string, q: string) =>
  findNameHighlights(name, parseNameSearch(q)).map(({ start, length }) => name.slice(start, start + length))

describe('a search for a name', () => {
  it.each([
    ['Bäckerei Nguyễn', 'backerei'],
    ['Bäckerei Nguyễn', 'nguyen'],
    ['Ba\u0308ckerei', 'bäckerei'],
    ['Cantina Dell’Orso', "dell'orso"],
    ['Cantina Dell’Orso', 'dellorso'],
    ['Officine Ferrari', 'ferrari officine'],
    ['Officine Ferrari', 'off ferr'],
    ['Officine Ferrari', 'officineferrari'],
    ['Rossi S.p.A.', 'spa'],
    ['Rossi SpA', 's.p.a.'],
    ['Rossi S.p.A.', 'rossi spa'],
    ['Sanmarco', 'san marco'],
    ['Coop-Adriatica', 'co-op'],
    ['O’Toole & Sons', 'otoole'],
    ['Giulia Rossi', 'rossi giulia'],
    ['Łódź Øre ＡＢＣ', 'lodz ore abc'],
    ['株式会社', '株式'],
  ])('finds %j by %j', (name, q) => {
    expect(matches(name, q)).toBe(true)
  })

  it.each([
    ['Officine Ferrari', 'icine'],
    ['Officine Ferrari', 'ferrari bianchi'],
    ['Officine Ferrari', '...'],
    ['Officine Ferrari', ''],
  ])('does not find %j by %j', (name, q) => {
    expect(matches(name, q)).toBe(false)
  })

  it('highlights what matches, as it is written', () => {
    expect(marked('Officine Ferrari', 'ferr off')).toEqual(['Off', 'Ferr'])
    expect(marked('Rossi S.p.A.', 'spa')).toEqual(['S.p.A'])
    expect(marked('Cantina Dell’Orso', "dell'o")).toEqual(['Dell’O'])
    expect(marked('Ba\u0308ckerei', 'bä')).toEqual(['Ba\u0308'])
    expect(marked('San Marco', 'sanmarco')).toEqual(['San Marco'])
    expect(marked('Sanmarco', 'san marco')).toEqual(['Sanmarco'])
  })
})
