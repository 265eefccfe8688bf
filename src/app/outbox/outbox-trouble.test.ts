import { expect, it, vi } from 'vitest'
import { anEvent } from '../../testing/an-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import { giulia, outboxWithService, settle } from './fixtures/outbox-with-service.ts'

const event = anEvent()

const signedOff = new ApiProblem('unauthenticated', 401)

it('waits, and tells, when nobody is signed in any more, and goes on once the same person is back', async () => {
  const { log, sent, answer, kept, signIn, signedOut } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  await answer(signedOff)
  expect(signedOut()).toBe(1)
  expect(kept()).toEqual(['create one: waiting'])
  signIn('luca')
  await settle()
  expect(sent()).toEqual([])
  signIn('giulia')
  await settle()
  expect(sent()).toEqual(['create one'])
})

it("does not end another person's session for a late answer to the one before", async () => {
  const { log, answer, kept, signIn, signedOut } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  signIn('luca')
  await answer(signedOff)
  expect(signedOut()).toBe(0)
  expect(kept()).toEqual(['create one: waiting'])
})

it('sends a deletion whose person has gone as soon as they are back: nothing is left to undo it with', async () => {
  const { outbox, sent, kept, signIn } = outboxWithService()
  outbox.enqueueDelete(giulia, event, { force: false })
  await settle()
  signIn('luca')
  await settle()
  expect(kept()).toEqual(['delete 42: waiting'])
  signIn('giulia')
  await settle()
  expect(sent()).toEqual(['delete 42'])
})

it('tries to read again what was accepted until that works', async () => {
  const { log, answer, kept, connect } = outboxWithService()
  connect(false)
  log('ferrari', 'one')
  await settle()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const answered = answer(event)
    await vi.advanceTimersByTimeAsync(1_500)
    await answered
    expect(kept()).toEqual(['create one: sent'])
    connect(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(kept()).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

it('shows no edit beyond its acceptance, so that none hides what others write later', async () => {
  const { outbox, answer, kept, connect } = outboxWithService()
  connect(false)
  outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
  await settle()
  await answer(anEvent({ note: 'Rang twice.' }))
  expect(kept()).toEqual([])
})

it('sends what the storage cannot keep', async () => {
  const full = async () => Promise.reject(new Error('the disk is full'))
  const { outbox, log, sent, answer, kept } = outboxWithService({
    storage: { load: full, find: full, add: full, change: full },
  })
  await outbox.load()
  log('ferrari', 'one')
  await settle()
  expect(sent()).toEqual(['create one'])
  expect(outbox.isKept()).toBe(false)
  await answer(event)
  expect(kept()).toEqual([])
  // what earlier visits left is still out of sight
  expect(outbox.isKept()).toBe(false)
})
