import { expect, it } from 'vitest'
import { buildLead } from '../../../testing/build-lead.ts'
import { openedFigures } from './opened-figures.ts'

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-30T09:00:00.000Z') }
const statuses = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Won', previous: 'New', sink: true, hidden: false },
]

it('counts leads by status and person, with the days in the status and without an event', () => {
  const figures = openedFigures(
    [
      buildLead('a', {
        status: 'New',
        statusDate: '2026-11-20T10:00:00.000Z',
        lastEventDate: '2026-11-29T10:00:00.000Z',
        leadAssignee: 'luca',
      }),
      buildLead('b', {
        status: 'New',
        statusDate: '2026-10-01T10:00:00.000Z',
        lastEventDate: '2026-10-31T10:00:00.000Z',
        leadAssignee: 'luca',
      }),
      buildLead('c', { lastEventDate: '2026-10-01T10:00:00.000Z' }),
      buildLead('d', { status: 'Won', lastEventDate: '2026-08-01T10:00:00.000Z', leadAssignee: 'luca' }),
      buildLead('found, never opened'),
    ],
    statuses,
    viewer,
  )
  expect(figures).toMatchObject({ leads: 4, open: 3, quiet: 2 })
  expect(figures.statuses).toEqual([
    { status: 'New', open: true, leads: 2, medianDays: 10, longestDays: 60 },
    { status: 'Won', open: false, leads: 1, medianDays: null, longestDays: null },
    { status: null, open: true, leads: 1, medianDays: null, longestDays: null },
  ])
  expect(figures.longest.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(figures.people).toEqual([
    { id: 'luca', open: 2, quiet: 1, quietest: '2026-10-31T10:00:00.000Z' },
    { id: null, open: 1, quiet: 1, quietest: '2026-10-01T10:00:00.000Z' },
  ])
})
