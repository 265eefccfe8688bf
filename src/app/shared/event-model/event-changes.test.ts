import { expect, it } from 'vitest'
import { eventEffects } from '../../../contract/overview.ts'
import { buildEvent } from '../../../testing/build-event.ts'
import { changesOfQueued } from '../../outbox/queued-changes.ts'
import { changesOf, hasEffect } from './event-changes.ts'

it('returns changes of status and assignee with their previous values', () => {
  expect(
    changesOf(
      buildEvent({
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

it('returns no change for an unchanged assignee', () => {
  expect(changesOf(buildEvent({ status: null, leadAssignee: 'luca', previousLeadAssignee: 'luca' }))).toEqual(
    [],
  )
})

it('returns only the status if the back end does not return previous values', () => {
  expect(changesOf(buildEvent({ status: 'Contacted', leadAssignee: 'luca' }))).toEqual([
    { kind: 'status', from: undefined, to: 'Contacted' },
  ])
})

it('predicts the changes of an unsent event', () => {
  const body = { lead: 'ferrari', type: 'company', status: 'Won', leadAssigneeRemove: true } as const
  expect(changesOfQueued(body, { status: 'Proposal', leadAssignee: 'luca' })).toEqual([
    { kind: 'status', from: 'Proposal', to: 'Won' },
    { kind: 'assignee', from: 'luca', to: null },
  ])
})

it.each([
  [
    'a first event',
    { status: 'New', previousStatus: null, previousLeadAssignee: null },
    ['status', 'firstEvent'],
  ],
  ['a first event without a status', { previousStatus: null, previousLeadAssignee: null }, ['firstEvent']],
  ['the same status again', { status: 'New', previousStatus: 'New', previousLeadAssignee: null }, []],
  ['only a note', { previousStatus: 'New', leadAssignee: 'luca', previousLeadAssignee: 'luca' }, []],
  ['no assignee any more', { previousStatus: 'New', previousLeadAssignee: 'luca' }, ['leadAssignee']],
])('finds the effects of an event: %s', (_, parts, effects) => {
  const event = buildEvent(parts)
  expect(eventEffects.filter((effect) => hasEffect(event, effect))).toEqual(effects)
})
