import { expect, it } from 'vitest'
import type { LeadStateChange } from '../../../contract/lead.ts'
import { pathRows } from './path-rows.ts'
import { segmentLabels } from './segment-labels.ts'

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T12:00:00Z') }
const t = (key: string, values: object = {}) => [key, ...Object.values(values)].join(' ')
const segment = (value: string, from: string, to: string) => ({
  value,
  event: 1,
  from: Date.parse(from),
  to: Date.parse(to),
})

it('labels a segment with its status and calendar days, which add up over all statuses', () => {
  const one = segment('New', '2026-11-01T22:30:00Z', '2026-11-02T23:30:00Z')
  const merged = { segments: [one], from: one.from, to: one.to } as const
  // from 1 to 3 November in Rome, although only about 25 hours
  expect(segmentLabels(merged, String, (count) => `${count} changes`, viewer, t)).toEqual({
    label: 'path.label New 2',
    full: 'path.piece New 2 1 November 2026',
  })
})

it('labels merged segments with the number of changes', () => {
  const one = segment('New', '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z')
  const two = segment('Contacted', '2026-11-01T11:00:00Z', '2026-11-01T12:00:00Z')
  const merged = { segments: [one, two], from: one.from, to: two.to } as const
  expect(segmentLabels(merged, String, (count) => `${count} changes`, viewer, t)).toEqual({
    label: '2 changes',
    full: 'path.piece 2 changes 0 1 November 2026',
  })
})

it('has in each row of the table only what the event changed', () => {
  const states = [
    ['New', 'giulia'],
    ['New', null],
    ['Contacted', null],
  ] as const
  let from: LeadStateChange['from'] = { status: null, leadAssignee: null }
  const changes = states.map(([status, leadAssignee], index) => {
    const change = {
      event: index,
      date: `2026-11-0${index + 1}T10:00:00Z`,
      from,
      to: { status, leadAssignee },
    }
    from = change.to
    return change
  })
  expect(pathRows(changes, viewer)).toEqual([
    {
      event: 0,
      date: '2026-11-01T10:00:00Z',
      status: { value: 'New', days: 2 },
      assignee: { from: undefined, to: 'giulia' },
    },
    { event: 1, date: '2026-11-02T10:00:00Z', assignee: { from: 'giulia', to: null } },
    { event: 2, date: '2026-11-03T10:00:00Z', status: { value: 'Contacted', days: 20 } },
  ])
})
