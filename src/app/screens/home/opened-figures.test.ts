import { expect, it } from 'vitest'
import type { Lead } from '../../../contract/lead.ts'
import { openedFigures } from './opened-figures.ts'

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-30T09:00:00.000Z') }
const statuses = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Won', previous: 'New', sink: true, hidden: false },
]

function lead(id: string, parts: Partial<Lead>): Lead {
  return {
    id,
    type: 'company',
    name: null,
    status: null,
    statusDate: null,
    leadAssignee: null,
    lastEventDate: null,
    eventCount: 1,
    ...parts,
  }
}

it('counts leads by status and person, with the days in the status and without an event', () => {
  const figures = openedFigures(
    [
      lead('a', {
        status: 'New',
        statusDate: '2026-11-20T10:00:00.000Z',
        lastEventDate: '2026-11-29T10:00:00.000Z',
        leadAssignee: 'luca',
      }),
      lead('b', {
        status: 'New',
        statusDate: '2026-10-01T10:00:00.000Z',
        lastEventDate: '2026-10-31T10:00:00.000Z',
        leadAssignee: 'luca',
      }),
      lead('c', { lastEventDate: '2026-10-01T10:00:00.000Z' }),
      lead('d', { status: 'Won', lastEventDate: '2026-08-01T10:00:00.000Z', leadAssignee: 'luca' }),
      lead('found, never opened', {}),
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
