import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { normaliseNewlines } from '../../../contract/text.ts'
import { Fault, note } from '../../../contract/wire.ts'
import { refusedCharacters, withoutRefused, withRefusedShown } from './control-characters.ts'

const pasted = 'bell\u0007, tab\t, soft\vbreak, \u0085next, half \ud83d, whole 😀\u007f'

it('names what the service would refuse', () => {
  expect(refusedCharacters(pasted)).toEqual(['U+0007', 'U+000B', 'U+0085', 'U+D83D', 'U+007F'])
  expect(refusedCharacters('Two\n\tlines 😀')).toEqual([])
})

it('takes it away, and keeps the lines', () => {
  expect(withoutRefused(pasted)).toBe('bell, tab\t, soft\nbreak, \nnext, half , whole 😀')
})

it('puts signs in its place', () => {
  expect(withRefusedShown(pasted)).toBe('bell␇, tab\t, soft␋break, [U+0085]next, half �, whole 😀␡')
})

it('mends any text either way into one that the contract takes, and leaves a good one as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const good = refusedCharacters(text).length === 0
      expect(note(text) instanceof Fault).toBe(!good)
      expect(note(withoutRefused(text))).not.toBeInstanceOf(Fault)
      expect(note(withRefusedShown(text))).not.toBeInstanceOf(Fault)
      expect(withoutRefused(text) === normaliseNewlines(text)).toBe(good)
    }),
  )
})
