import { expect, it } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import { giulia, outboxWithService, settle, unreachable } from './fixtures/outbox-with-service.ts'
import { leadChangedCode, type CreateOperation } from './operations/operation.ts'
import { checkLead } from './sending/check-lead.ts'

const expected = { status: 'New', leadAssignee: 'luca' }
const changed = new ApiProblem(leadChangedCode, 409)

/** An outbox with a bulk action on some leads that can be undone. */
async function withBulk(leads: readonly string[]) {
  const service = outboxWithService()
  const keys = service.outbox.enqueueBulk(
    giulia,
    leads.map((lead) => ({ body: { lead, type: 'company', note: lead, leadAssignee: 'giulia' }, expected })),
  )
  const release = async () => {
    for (const key of keys) service.outbox.release(key)
    await settle()
  }
  await settle()
  return { ...service, keys, release }
}

it('delays the events of a bulk action until they are released, and sends six at a time', async () => {
  const { inProgress, rows, release, respond } = await withBulk(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  expect(inProgress()).toEqual([])
  expect(rows()[0]).toBe('create a: held')
  await release()
  expect(inProgress()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((lead) => `create ${lead}`))
  await respond()
  expect(inProgress()).toContain('create g')
})

it('sends nothing of a bulk action that is undone', async () => {
  const { outbox, keys, release, inProgress, rows } = await withBulk(['a', 'b'])
  for (const key of keys) outbox.undo(key)
  await release()
  expect(inProgress()).toEqual([])
  expect(rows()).toEqual([])
})

it('stops what was not sent, and finishes what is being sent', async () => {
  const { outbox, keys, release, inProgress, rows, respond } = await withBulk([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
  ])
  await release()
  outbox.stop(keys)
  await settle()
  expect(inProgress()).toHaveLength(6)
  expect(rows()).toHaveLength(6)
  for (const _ of 'abcdef') await respond()
  expect(rows()).toEqual([])
})

it('stops a row that was being sent as soon as its request has failed before it wrote anything', async () => {
  const { outbox, keys, release, rows, respond } = await withBulk(['a', 'b', 'c'])
  await release()
  expect(outbox.stop(keys)).toEqual([])
  const stopped: string[] = []
  outbox.subscribe(() => stopped.push(...outbox.stop(keys)))
  await respond()
  expect(rows()).toEqual(['create b: sending', 'create c: sending'])
  await respond(new ApiProblem('lead_unread', 408))
  expect(rows()).toEqual(['create c: sending'])
  expect(stopped).toEqual([keys[1]])
})

it('keeps the order of a lead: an event that is logged later waits for the bulk action', async () => {
  const { log, release, inProgress, respond } = await withBulk(['a'])
  log('a', 'later')
  await settle()
  expect(inProgress()).toEqual([])
  await release()
  expect(inProgress()).toEqual(['create a'])
  await respond()
  expect(inProgress()).toEqual(['create later'])
})

it('continues with the other leads if one has changed, and sends that one after the user has seen the change', async () => {
  const { outbox, keys, release, inProgress, rows, respond } = await withBulk(['a', 'b'])
  await release()
  await respond(changed)
  await respond()
  expect(rows()).toEqual(['create a: refused'])
  void outbox.retry(keys[0] ?? '')
  await settle()
  expect(inProgress()).toEqual(['create a'])
  expect(outbox.operations()).toMatchObject([{ expected: undefined, state: 'sending' }])
})

it('sends a bulk action at once when its user signs out or leaves the page', async () => {
  const { outbox, inProgress } = await withBulk(['a', 'b'])
  outbox.leave()
  await settle()
  expect(inProgress()).toEqual(['create a', 'create b'])
})

it('discards an event that can still be undone, without a deletion', async () => {
  const { outbox, keys, rows } = await withBulk(['a'])
  outbox.discard(keys[0] ?? '')
  await settle()
  expect(rows()).toEqual([])
})

const row: CreateOperation = {
  kind: 'create',
  key: 'key',
  order: 1,
  lead: 'a',
  person: giulia,
  loggedAt: 0,
  state: 'sending',
  body: { lead: 'a', type: 'company', leadAssignee: 'giulia' },
  expected,
}

it.each([
  ['the status', { status: 'Won', leadAssignee: 'luca' }],
  ['the assignee', { status: 'New', leadAssignee: null }],
])('rejects an event whose lead has changed in the meantime: %s', async (_, current) => {
  await expect(checkLead(row, async () => current)).rejects.toMatchObject({ code: 'lead_changed' })
})

it('accepts a lead as the user saw it, and does not read the lead of an event logged alone', async () => {
  await expect(checkLead(row, async () => expected)).resolves.toBeUndefined()
  const unreadable = async () => Promise.reject(unreachable)
  await expect(checkLead({ ...row, expected: undefined }, unreadable)).resolves.toBeUndefined()
  // an earlier attempt may have changed the lead: the key decides
  await expect(checkLead({ ...row, unsure: true }, unreadable)).resolves.toBeUndefined()
})

it('checks the lead again after a failed check, because nothing was written', async () => {
  const { outbox, release, respond } = await withBulk(['a'])
  await release()
  const failure: unknown = await checkLead(row, async () => Promise.reject(unreachable)).catch(
    (error: unknown) => error,
  )
  await respond(failure instanceof ApiProblem ? failure : undefined)
  expect(outbox.operations()).toMatchObject([{ state: 'waiting', unsure: false }])
})

it('keeps the saved event of a bulk action for a caller that waits for it', async () => {
  const { outbox, keys, release, respond } = await withBulk(['a'])
  const outcome = outbox.waitForOutcome(keys[0] ?? '')
  await release()
  const event = buildEvent()
  await respond(event)
  expect(await outcome).toMatchObject({ result: event })
})
