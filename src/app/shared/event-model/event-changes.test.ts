import { expect, it } from 'vitest'
import { anEvent } from '../../../testing/an-event.ts'
import { changesOfQueued } from '../../outbox/queued-changes.ts'
import { changesOf } from './event-changes.ts'

it('tells a change of status and of assignee from what was before', () => {
  expect(
    changesOf(
      anEvent({
        status: 'Contacted',
        previousStatus: 'New',
        leadAssignee: null,
        previousLeadAssignee: 'luca',
      }),
    ),
  ).toEqual([
    { kind: 'status', from: 'New', to: 'Contacted' },
    { kind: 'assignee', from: 'luca', to: null },
  ])
})

it('tells no change of an assignee that is carried along', () => {
  expect(changesOf(anEvent({ status: null, leadAssignee: 'luca', previousLeadAssignee: 'luca' }))).toEqual([])
})

it('tells the status alone where the back end does not say what was before', () => {
  expect(changesOf(anEvent({ status: 'Contacted', leadAssignee: 'luca' }))).toEqual([
    { kind: 'status', from: undefined, to: 'Contacted' },
  ])
})

it('foresees what an event will change that is not sent yet', () => {
  const body = { lead: 'ferrari', type: 'company', status: 'Won', leadAssigneeRemove: true } as const
  expect(changesOfQueued(body, { status: 'Proposal', leadAssignee: 'luca' })).toEqual([
    { kind: 'status', from: 'Proposal', to: 'Won' },
    { kind: 'assignee', from: 'luca', to: null },
  ])
})
