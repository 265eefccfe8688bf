import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonError, readJson } from './read-json.ts'

it('reads every JSON text as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (text, space) => {
      const value: unknown = JSON.parse(text)
      expect(readJson(JSON.stringify(value, null, space)).value).toEqual(value)
    }),
  )
})

function outcome(read: () => unknown) {
  try {
    return { value: read() }
  } catch (error) {
    return { refused: error instanceof SyntaxError || error instanceof JsonError }
  }
}

it('rejects the texts that JSON.parse rejects', () => {
  const characters = fc.constantFrom(...Array.from('"{}[],:x\\\n1- '))
  fc.assert(
    fc.property(fc.json(), fc.nat(), characters, (text, at, character) => {
      const place = at % (text.length + 1)
      const changed = text.slice(0, place) + character + text.slice(place)
      expect(outcome(() => readJson(changed).value)).toEqual(outcome(() => JSON.parse(changed)))
    }),
    { numRuns: 1_000 },
  )
})

it('returns the line of each value', () => {
  const { lineOf } = readJson('\n[\n  { "a": 1,\n    "b": [\n 2] }\n]')
  expect([[], [0], [0, 'a'], [0, 'b'], [0, 'b', 0], [0, 'missing'], [7]].map(lineOf)).toEqual([
    2, 3, 3, 4, 5, 3, 2,
  ])
})
