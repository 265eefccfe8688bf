import { describe, expect, it } from 'vitest'
import { findHighlights, wordsOf } from './find-highlights.ts'

const none: ReadonlySet<string> = new Set()

function marked(note: string, text: string, { startsWord = false, inflected = none } = {}) {
  return findHighlights(note, [{ text, startsWord, inflected }]).map(({ start, length }) =>
    note.slice(start, start + length),
  )
}

describe('the highlights of a note', () => {
  it('cover only the matching part of a word, anywhere in the word', () => {
    expect(marked('Officine Ferrari, poi ferramenta: OFFERTA', 'ferr')).toEqual(['Ferr', 'ferr'])
    expect(marked('Trentino Logistica', 'logist')).toEqual(['Logist'])
    expect(marked('banana', 'ana')).toEqual(['anana'])
  })

  it('cover the whole word if it matches by inflection', () => {
    expect(marked('Due chiamate.', 'chiamata', { inflected: new Set(['chiamate']) })).toEqual(['chiamate'])
  })

  it('include accents in any encoding, and count emojis in UTF-16 code units', () => {
    expect(marked('😀 Perché?', 'perche')).toEqual(['Perché'])
    expect(marked('😀 Perche\u0301?', 'PERCHÉ')).toEqual(['Perche\u0301'])
    expect(findHighlights('😀 x', [{ text: 'x', startsWord: true, inflected: none }])).toEqual([
      { start: 3, length: 1 },
    ])
  })

  it('cover all of a character that folds to several characters', () => {
    expect(marked('한국', 'ᄒ')).toEqual(['한'])
  })

  it('are only at the beginning of words for a term of one or two letters', () => {
    expect(marked('la sala, «là»', 'la', { startsWord: true })).toEqual(['la', 'là'])
  })

  it('are ascending, and overlapping or adjacent ones are merged', () => {
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

  it('are empty for a term of accents alone', () => {
    expect(marked('abc', '\u0301')).toEqual([])
  })
})

it('splits words at punctuation, symbols and white space', () => {
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
