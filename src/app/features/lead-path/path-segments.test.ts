import { describe, expect, it } from 'vitest'
import type { LeadStateChange } from '../../../contract/lead.ts'
import { assigneeSegments, statusSegments } from './path-segments.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const at = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T12:00:00Z`)

/** Creates the state changes of a lead from the day of each and the state after it. */
function path(
  ...states: readonly [day: number, status: string | null, leadAssignee: string | null][]
): LeadStateChange[] {
  let from: LeadStateChange['from'] = { status: null, leadAssignee: null }
  return states.map(([day, status, leadAssignee]) => {
    const to = { status, leadAssignee }
    const change = { event: day, date: new Date(at(day)).toISOString(), from, to }
    from = to
    return change
  })
}

describe('the segments of the status', () => {
  it('are none if no event changed the lead', () => {
    expect(statusSegments([], now)).toEqual([])
  })

  it('last from one change to the next, and the last one until now', () => {
    expect(statusSegments(path([1, 'New', null], [5, 'Contacted', null]), now)).toEqual([
      { value: 'New', event: 1, from: at(1), to: at(5) },
      { value: 'Contacted', event: 5, from: at(5), to: now },
    ])
  })

  it('are not divided by a handover', () => {
    const changes = path([1, 'New', 'giulia'], [3, 'New', 'luca'], [5, 'Contacted', 'luca'])
    expect(statusSegments(changes, now).map(({ event }) => event)).toEqual([1, 5])
  })

  it('begin without a status if the lead had an assignee first', () => {
    const changes = path([1, null, 'giulia'], [2, 'New', 'giulia'])
    expect(statusSegments(changes, now).map(({ value }) => value)).toEqual([null, 'New'])
  })

  it('repeat a status to which the lead returned', () => {
    const changes = path([1, 'New', null], [2, 'Contacted', null], [3, 'New', null])
    expect(statusSegments(changes, now).map(({ value }) => value)).toEqual(['New', 'Contacted', 'New'])
  })

  it('never end before they start, even if an event is newer than the known server time', () => {
    expect(statusSegments(path([1, 'New', null]), at(1) - 1_000)).toEqual([
      { value: 'New', event: 1, from: at(1), to: at(1) },
    ])
  })
})

it('has a segment without an assignee after a handover to nobody', () => {
  const changes = path([1, 'New', 'giulia'], [2, 'New', null], [4, 'New', 'luca'])
  expect(assigneeSegments(changes, now).map(({ value }) => value)).toEqual(['giulia', null, 'luca'])
})
