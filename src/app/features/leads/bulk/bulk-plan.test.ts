import { expect, it } from 'vitest'
import { buildLead } from '../../../../testing/build-lead.ts'
import { planBulk, type BulkAction } from './bulk-plan.ts'

const lead = (id: string, status: string | null, leadAssignee: string | null) =>
  buildLead(id, { status, leadAssignee })

const nothing: BulkAction = { note: '', status: null, assignee: 'keep' }
const leads = [lead('a', 'New', 'luca'), lead('b', 'Contacted', null), lead('c', null, 'giulia')]

const bodies = (action: Partial<BulkAction>) =>
  planBulk(leads, { ...nothing, ...action }).map(({ body }) => body)

it('logs one event on each lead that gets another assignee, with the note', () => {
  expect(bodies({ assignee: { to: 'giulia' }, note: 'Luca is on leave.' })).toEqual([
    { lead: 'a', type: 'company', note: 'Luca is on leave.', leadAssignee: 'giulia' },
    { lead: 'b', type: 'company', note: 'Luca is on leave.', leadAssignee: 'giulia' },
  ])
})

it('removes the assignee of the leads that have one', () => {
  expect(bodies({ assignee: 'remove' })).toEqual([
    { lead: 'a', type: 'company', leadAssigneeRemove: true },
    { lead: 'c', type: 'company', leadAssigneeRemove: true },
  ])
})

it('sets only what changes on each lead', () => {
  expect(bodies({ status: 'Contacted', assignee: { to: 'giulia' } })).toEqual([
    { lead: 'a', type: 'company', status: 'Contacted', leadAssignee: 'giulia' },
    { lead: 'b', type: 'company', leadAssignee: 'giulia' },
    { lead: 'c', type: 'company', status: 'Contacted' },
  ])
})

it('logs nothing with a note alone, because no lead would change', () => {
  expect(bodies({ note: 'Call them.' })).toEqual([])
})

it('states what each event changes, and the state on which that rests', () => {
  expect(planBulk(leads.slice(0, 1), { ...nothing, status: 'Won' })).toMatchObject([
    {
      expected: { status: 'New', leadAssignee: 'luca' },
      changes: [{ kind: 'status', from: 'New', to: 'Won' }],
    },
  ])
})

it('starts from the state that the user’s queued events give a lead', () => {
  const queued = {
    kind: 'create',
    key: 'key',
    order: 1,
    lead: 'a',
    person: 'acme marco',
    loggedAt: 0,
    state: 'waiting',
    body: { lead: 'a', type: 'company', status: 'Won', leadAssigneeRemove: true },
  } as const
  const [planned] = planBulk(leads, { ...nothing, assignee: { to: 'giulia' } }, [queued])
  expect(planned?.expected).toEqual({ status: 'Won', leadAssignee: null })
  const refused = planBulk(leads, { ...nothing, assignee: { to: 'giulia' } }, [
    { ...queued, state: 'refused' },
  ])
  expect(refused[0]?.expected).toEqual({ status: 'New', leadAssignee: 'luca' })
})
