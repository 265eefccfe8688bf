import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffWords } from './diff-words.ts'

/** Returns the parts in one line: `[-removed-]` and `{+added+}`. */
const format = (before: string, after: string) =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`))
    .join('')

it.each([
  ['Sent teh offer.', 'Sent the offer.', 'Sent [-teh-]{+the+} offer.'],
  ['Rang.', 'Rang twice.', 'Rang{+ twice+}.'],
  ['Rang twice, no answer.', 'Rang, no answer.', 'Rang[- twice-], no answer.'],
  ['Met Paola Larentis.', 'Met Anna Bianchi.', 'Met [-Paola Larentis-]{+Anna Bianchi+}.'],
  ['', 'Rang.', '{+Rang.+}'],
  ['Rang.', '', '[-Rang.-]'],
  ['same', 'same', 'same'],
])('compares "%s" with "%s"', (before, after, difference) => {
  expect(format(before, after)).toBe(difference)
})

it('contains both texts completely, whatever they are', () => {
  const text = fc.array(fc.constantFrom('a', 'bb', ' ', '\n', 'è', '.', '👍')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords(before, after)
      const join = (without: string) =>
        parts
          .filter(({ kind }) => kind !== without)
          .map((part) => part.text)
          .join('')
      expect(join('new')).toBe(before)
      expect(join('gone')).toBe(after)
    }),
  )
})

it('treats two long texts with little in common as a replacement', () => {
  const long = (word: string) => Array.from({ length: 1_200 }, (_, index) => `${word}${index}`).join(' ')
  expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'new'])
})
