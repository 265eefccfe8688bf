import { expect, it } from 'vitest'
import { buildLead } from '../../../testing/build-lead.ts'
import type { TableOrder } from '../../shared/leads/table-order.ts'
import { isAscending, sortLeads } from './lead-sort.ts'

const leads = [
  buildLead('b', {
    status: 'Contacted',
    statusDate: '2026-03-01T00:00:00.000Z',
    leadAssignee: 'u2',
    eventCount: 5,
  }),
  buildLead('a', {
    status: 'Contacted',
    statusDate: '2026-01-01T00:00:00.000Z',
    leadAssignee: 'u1',
    eventCount: 2,
  }),
  buildLead('c', { name: 'Älmhult', lastEventDate: '2026-02-01T00:00:00.000Z', eventCount: 9 }),
  buildLead('d', { status: 'Won', statusDate: '2026-02-01T00:00:00.000Z', eventCount: 1 }),
]

const names: Readonly<Record<string, string>> = { u1: 'Luca', u2: 'Giulia' }
const context = {
  statuses: ['New', 'Contacted', 'Won'],
  nameOf: (id: string) => names[id] ?? id,
  locale: 'en',
}
const sorted = (order: TableOrder) => sortLeads(leads, order, context).map(({ id }) => id)

it.each([
  ['name', ['a', 'c', 'b', 'd'], ['d', 'b', 'c', 'a']],
  ['status', ['d', 'a', 'b', 'c'], ['a', 'b', 'd', 'c']],
  ['since', ['a', 'd', 'b', 'c'], ['b', 'd', 'a', 'c']],
  ['assignee', ['b', 'a', 'c', 'd'], ['a', 'b', 'c', 'd']],
  ['last', ['c', 'b', 'a', 'd'], ['c', 'b', 'a', 'd']],
  ['events', ['c', 'b', 'a', 'd'], ['d', 'a', 'b', 'c']],
] as const)('sorts by %s in both directions, with unknown values last', (column, order, reversed) => {
  expect(sorted({ column, isReversed: false })).toEqual(order)
  expect(sorted({ column, isReversed: true })).toEqual(reversed)
})

it('states the direction of the values: the newest first is descending', () => {
  expect(isAscending({ column: 'last', isReversed: false })).toBe(false)
  expect(isAscending({ column: 'last', isReversed: true })).toBe(true)
  expect(isAscending({ column: 'since', isReversed: false })).toBe(false)
  expect(isAscending({ column: 'name', isReversed: false })).toBe(true)
})
