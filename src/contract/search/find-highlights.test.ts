import { describe, expect, it } from 'vitest'
import { findHighlights, wordsOf } from './find-highlights.ts'

const none: ReadonlySet<string> = new Set()

function marked(note: string, text: string, { startsWord = false, inflected = none } = {}) {
  return findHighlights(note, [{ text, startsWord, inflected }]).map(({ start, length }) =>
    note.slice(start, start + length),
  )
}

describe('what matched in a note', () => {
  it('is a part where a part was sought, wherever it stands', () => {
    expect(marked('Officine Ferrari, poi ferramenta: OFFERTA', 'ferr')).toEqual(['Ferr', 'ferr'])
    expect(marked('Trentino Logistica', 'logist')).toEqual(['Logist'])
    expect(marked('banana', 'ana')).toEqual(['anana'])
  })

  it('is the whole word where it matches by inflection', () => {
    expect(marked('Due chiamate.', 'chiamata', { inflected: new Set(['chiamate']) })).toEqual(['chiamate'])
  })

  it('has its accents, however they are written, and its emojis counted in UTF-16', () => {
    expect(marked('😀 Perché?', 'perche')).toEqual(['Perché'])
    expect(marked('😀 Perche\u0301?', 'PERCHÉ')).toEqual(['Perche\u0301'])
    expect(findHighlights('😀 x', [{ text: 'x', startsWord: true, inflected: none }])).toEqual([
      { start: 3, length: 1 },
    ])
  })

  it('covers a character whole that folds to several', () => {
    expect(marked('한국', 'ᄒ')).toEqual(['한'])
  })

  it('is at the beginning of words only for one or two letters', () => {
    expect(marked('la sala, «là»', 'la', { startsWord: true })).toEqual(['la', 'là'])
  })

  it('comes ascending, and what overlaps or touches as one', () => {
    const terms = ['ferrari', 'ferra', 'rari', 'off'].map((text) => ({
      text,
      startsWord: false,
      inflected: none,
    }))
    expect(findHighlights('Officine Ferrari', terms)).toEqual([
      { start: 0, length: 3 },
      { start: 9, length: 7 },
    ])
  })

  it('is nothing for a term of accents alone', () => {
    expect(marked('abc', '\u0301')).toEqual([])
  })
})

it('takes words apart at punctuation, symbols and white space', () => {
  expect(wordsOf("L'è gia\u0300 così—100€, C++ (x)_y 👍ok")).toEqual([
    'L',
    'è',
    'gia\u0300',
    'così',
    '100',
    'C',
    'x',
    'y',
    'ok',
  ])
})
