import { expect, it } from 'vitest'
import { personName } from './person.ts'
import { ParseIssue } from './params.ts'

it('takes a name of any letters, without what stands around it', () => {
  expect(personName(' Zoë שרה ')).toBe('Zoë שרה')
})

it.each([
  ['  ', 'empty'],
  ['Anna\nVerdi', 'control_character'],
  ['gepj.\u202Ecod', 'invisible_character'],
  ['x'.repeat(201), 'too_long'],
])('refuses %j as %s', (name, code) => {
  const fault = personName(name)
  expect(fault).toBeInstanceOf(ParseIssue)
  expect(fault).toMatchObject({ code })
})
