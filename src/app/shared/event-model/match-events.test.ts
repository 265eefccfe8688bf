import { expect, it } from 'vitest'
import { buildEvent } from '../../../testing/build-event.ts'
import { matchEvents } from './match-events.ts'

const events = [
  buildEvent({ id: 1, note: 'Called about the OFFER, twice.', status: 'New', leadAssignee: 'luca' }),
  buildEvent({ id: 2, note: 'Perché no? Offerta inviata.', date: '2026-11-21T10:00:00.000Z' }),
  buildEvent({ id: 3, note: null, owner: { id: 'luca', name: 'Luca Conti', application: 'acme' } }),
]

const idsOf = (filter: Parameters<typeof matchEvents>[1]) => matchEvents(events, filter).map(({ id }) => id)

it('finds all of the words in any place, without case and accents, and marks them', () => {
  expect(idsOf({ q: 'offer' })).toEqual([1, 2])
  expect(idsOf({ q: 'offer twice' })).toEqual([1])
  expect(idsOf({ q: '"the offer"' })).toEqual([1])
  const [match] = matchEvents(events, { q: 'perche inviata' })
  expect(match?.highlights?.map(({ start, length }) => match.note?.slice(start, start + length))).toEqual([
    'Perché',
    'inviata',
  ])
})

it('matches one or two letters only at the start of a word', () => {
  expect(idsOf({ q: 'tw' })).toEqual([1])
  expect(idsOf({ q: 'al' })).toEqual([])
})

it('filters by status, owner, assignee and days, ends included', () => {
  expect(idsOf({ status: 'New' })).toEqual([1])
  expect(idsOf({ owner: 'luca' })).toEqual([3])
  expect(idsOf({ leadAssignee: 'luca' })).toEqual([1])
  expect(idsOf({ dateFrom: '2026-11-21T10:00:00.000Z' })).toEqual([2])
  expect(idsOf({ dateTo: '2026-11-20T10:00:00.000Z' })).toEqual([1, 3])
  expect(idsOf({})).toEqual([1, 2, 3])
})
