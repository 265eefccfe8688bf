import { expect, it } from 'vitest'
import { excerpt } from './excerpt.ts'

it('returns the beginning of a note in one line, and an empty text without a note', () => {
  expect(excerpt('  Rang,\n\n no answer. ')).toBe('Rang, no answer.')
  expect(excerpt({ note: 'x'.repeat(200), status: null })).toBe(`${'x'.repeat(79)}…`)
  expect([excerpt({ note: '', status: 'Won' }), excerpt(7)]).toEqual(['', ''])
})
