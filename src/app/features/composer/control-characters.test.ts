import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { normaliseNewlines } from '../../../contract/text.ts'
import { ParseIssue, note } from '../../../contract/params.ts'
import { refusedCharacters, removeControlCharacters, replaceControlCharacters } from './control-characters.ts'

const pasted = 'bell\u0007, tab\t, soft\vbreak, \u0085next, half \ud83d, whole 😀\u007f'

it('lists the characters that the service would refuse', () => {
  expect(refusedCharacters(pasted)).toEqual(['U+0007', 'U+000B', 'U+0085', 'U+D83D', 'U+007F'])
  expect(refusedCharacters('Two\n\tlines 😀')).toEqual([])
})

it('removes them, and keeps the line breaks', () => {
  expect(removeControlCharacters(pasted)).toBe('bell, tab\t, soft\nbreak, \nnext, half , whole 😀')
})

it('replaces them by visible signs', () => {
  expect(replaceControlCharacters(pasted)).toBe('bell␇, tab\t, soft␋break, [U+0085]next, half �, whole 😀␡')
})

it('turns any text into one that the contract accepts, and leaves a valid text unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const isValid = refusedCharacters(text).length === 0
      expect(note(text) instanceof ParseIssue).toBe(!isValid)
      expect(note(removeControlCharacters(text))).not.toBeInstanceOf(ParseIssue)
      expect(note(replaceControlCharacters(text))).not.toBeInstanceOf(ParseIssue)
      expect(removeControlCharacters(text) === normaliseNewlines(text)).toBe(isValid)
    }),
  )
})
