import { expect, it } from 'vitest'
import { isOpen } from './open-lead.ts'

const statuses = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Won', previous: 'New', sink: true, hidden: false },
  { label: 'Parked', previous: null, sink: false, hidden: true },
]

it.each([
  ['New', true],
  [null, true],
  ['a status of an earlier collection', true],
  ['Won', false],
  ['Parked', false],
])('takes a lead with the status %j as open: %j', (status, open) => {
  expect(isOpen({ status }, statuses)).toBe(open)
})
