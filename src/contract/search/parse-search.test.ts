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
  ['12 14', ['12', '14']],
  ['luca +39 347 123 4567 ieri', ['luca', '+39 347 123 4567', 'ieri']],
])('reads %j as %j', (q, terms) => {
  expect(parseSearch(q).map(({ text }) => text)).toEqual(terms)
})

it.each([
  ['3471234567', '3471234567'],
  ['347 1234567', '3471234567'],
  ['(347) 123-4567', '3471234567'],
  ['+393471234567', '471234567'],
  ['0039 347.123.4567', '471234567'],
  ['0461 123456', '461123456'],
  ['1234567', '1234567'],
  ['1.250,00', '125000'],
  ['12.5', undefined],
  ['call 3471234567', undefined],
])('reads the digits of %j as %j', (q, digits) => {
  expect(parseSearch(q)[0]?.digits).toBe(digits)
})
