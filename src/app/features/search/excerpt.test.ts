import { expect, it } from 'vitest'
import { excerptOf } from './excerpt.ts'

const highlightsOf = (note: string, ...words: string[]) =>
  words
    .map((word) => ({ start: note.indexOf(word), length: word.length }))
    .toSorted((a, b) => a.start - b.start)

const marked = (note: string, ...words: string[]) => {
  const { text, highlights } = excerptOf(note, highlightsOf(note, ...words))
  return highlights.map(({ start, length }) => text.slice(start, start + length))
}

it('returns a short note whole, in one line', () => {
  const note = 'Rang twice.\nNo answer.'
  expect(excerptOf(note, highlightsOf(note, 'answer'))).toEqual({
    text: 'Rang twice. No answer.',
    highlights: [{ start: 15, length: 6 }],
    links: [],
  })
})

it('contains the links that are whole in it, and no part of an address', () => {
  const note = `${'filler '.repeat(20)}a@b.it the pilot ${'filler '.repeat(28)}info@acme.it ${'filler '.repeat(20)}`
  const links = ['a@b.it', 'info@acme.it'].map((address) => ({
    start: note.indexOf(address),
    length: address.length,
    href: `mailto:${address}`,
  }))
  const excerpt = excerptOf(note, highlightsOf(note, 'pilot'), links)
  const shown = excerpt.links.map(({ start, length }) => excerpt.text.slice(start, start + length))
  expect(excerpt.text).toMatch(/info@/)
  expect(shown).toEqual(['a@b.it'])
})

it('begins the excerpt of a long note with a whole word shortly before the match, and shifts the highlights', () => {
  const note = `${'filler words '.repeat(60)}the pilot in Rovereto${' and so on'.repeat(60)}`
  const { text } = excerptOf(note, highlightsOf(note, 'pilot', 'Rovereto'))
  expect(text).toMatch(/^… (filler|words) .*the pilot in Rovereto and so on.*…$/)
  expect(text.length).toBeLessThan(300)
  expect(marked(note, 'pilot', 'Rovereto')).toEqual(['pilot', 'Rovereto'])
})

it('returns the part of a long note with the most matches', () => {
  const note = `one offer${' far away'.repeat(80)} the offer for the pilot`
  const highlights = [
    { start: 4, length: 5 },
    { start: note.lastIndexOf('offer'), length: 5 },
    { start: note.indexOf('pilot'), length: 5 },
  ]
  const excerpt = excerptOf(note, highlights)
  expect(excerpt.text).toMatch(/the offer for the pilot$/)
  expect(excerpt.highlights).toHaveLength(2)
})

it('never splits a character', () => {
  const note = '🍷'.repeat(400)
  expect(excerptOf(note, [{ start: 401, length: 1 }]).text.isWellFormed()).toBe(true)
})
