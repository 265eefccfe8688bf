import { expect, it } from 'vitest'
import { personName } from './person.ts'
import { ParseIssue } from './params.ts'

it('accepts a name of any letters, and removes the white space around it', () => {
  expect(personName(' Zoë שרה ')).toBe('Zoë שרה')
})

it.each([
  ['  ', 'empty'],
  ['Anna\nVerdi', 'control_character'],
  ['gepj.\u202Ecod', 'invisible_character'],
  ['x'.repeat(201), 'too_long'],
])('refuses %j as %s', (name, code) => {
  const error = personName(name)
  expect(error).toBeInstanceOf(ParseIssue)
  expect(error).toMatchObject({ code })
})
