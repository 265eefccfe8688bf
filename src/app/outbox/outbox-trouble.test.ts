import { expect, it, vi } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import { giulia, outboxWithService, settle } from './fixtures/outbox-with-service.ts'

const event = buildEvent()

const unauthenticated = new ApiProblem('unauthenticated', 401)

it('waits and reports when the session has ended, and continues once the same user is back', async () => {
  const { log, inProgress, respond, rows, signIn, signedOutCount } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  await respond(unauthenticated)
  expect(signedOutCount()).toBe(1)
  expect(rows()).toEqual(['create one: waiting'])
  signIn('luca')
  await settle()
  expect(inProgress()).toEqual([])
  signIn('giulia')
  await settle()
  expect(inProgress()).toEqual(['create one'])
})

it("does not end another user's session because of a late response to the previous user", async () => {
  const { log, respond, rows, signIn, signedOutCount } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  signIn('luca')
  await respond(unauthenticated)
  expect(signedOutCount()).toBe(0)
  expect(rows()).toEqual(['create one: waiting'])
})

it('sends a deletion as soon as its user signs in again, because the toast to undo it has closed', async () => {
  const { outbox, inProgress, rows, signIn } = outboxWithService()
  outbox.enqueueDelete(giulia, event, { force: false })
  await settle()
  signIn('luca')
  await settle()
  expect(rows()).toEqual(['delete 42: waiting'])
  signIn('giulia')
  await settle()
  expect(inProgress()).toEqual(['delete 42'])
})

it('retries the refetch of an accepted row until it succeeds', async () => {
  const { log, respond, rows, setConnected } = outboxWithService()
  setConnected(false)
  log('ferrari', 'one')
  await settle()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const responded = respond(event)
    await vi.advanceTimersByTimeAsync(1_500)
    await responded
    expect(rows()).toEqual(['create one: sent'])
    setConnected(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(rows()).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

it('removes an edit once it is accepted, so that it does not hide later changes by others', async () => {
  const { outbox, respond, rows, setConnected } = outboxWithService()
  setConnected(false)
  outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
  await settle()
  await respond(buildEvent({ note: 'Rang twice.' }))
  expect(rows()).toEqual([])
})

it('sends rows that the storage cannot store', async () => {
  const full = async () => Promise.reject(new Error('the disk is full'))
  const { outbox, log, inProgress, respond, rows } = outboxWithService({
    storage: { load: full, find: full, add: full, change: full },
  })
  await outbox.load()
  log('ferrari', 'one')
  await settle()
  expect(inProgress()).toEqual(['create one'])
  expect(outbox.isPersisted()).toBe(false)
  await respond(event)
  expect(rows()).toEqual([])
  // the rows of earlier visits are still not loaded
  expect(outbox.isPersisted()).toBe(false)
})
