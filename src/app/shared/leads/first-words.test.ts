import { expect, it } from 'vitest'
import { firstWords } from './first-words.ts'

it('gives the first words of a note, in one line, and none where nothing is written', () => {
  expect(firstWords('  Rang,\n\n no answer. ')).toBe('Rang, no answer.')
  expect(firstWords({ note: 'x'.repeat(200), status: null })).toHaveLength(80)
  expect([firstWords({ note: '', status: 'Won' }), firstWords(7)]).toEqual(['', ''])
})
