import { expect, it } from 'vitest'
import { parseSearch } from './parse-search.ts'

it.each([
  ['call back', ['call', 'back']],
  ['  call\n\tcall ', ['call']],
  ['"call back" luca', ['call back', 'luca']],
  ['“call back”', ['call back']],
  ['"call ba', ['call ba']],
  ['say"no', ['say', 'no']],
  ['"" x', ['x']],
  ['a&b !c (d|e):* %_\\', ['a&b', '!c', '(d|e):*', '%_\\']],
])('reads %j as %j', (q, terms) => {
  expect(parseSearch(q)).toEqual(terms)
})
