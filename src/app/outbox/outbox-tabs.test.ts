import { expect, it, onTestFinished, vi } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import { reloadTimes } from '../shared/storage/worker-messages.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import { createMemoryOutbox } from './fixtures/memory-storage.ts'
import { giulia, outboxWithService, unreachable, rejection, settle } from './fixtures/outbox-with-service.ts'

const event = buildEvent()

/** Opens two tabs of one browser, which share the storage. */
async function twoTabs() {
  const browser = fakeTabs()
  const storage = createMemoryOutbox()
  const [firstTab, secondTab] = [browser.open('first'), browser.open('second')]
  const first = outboxWithService({ storage, tabs: firstTab })
  const second = outboxWithService({ storage, tabs: secondTab })
  await settle()
  return { first, second, closeFirst: firstTab.close }
}

it('sends from one tab what was logged in another, and shows it as saved in both', async () => {
  const { first, second } = await twoTabs()
  second.log('ferrari', 'one')
  await settle()
  expect(first.inProgress()).toEqual(['create one'])
  expect(second.inProgress()).toEqual([])
  expect(second.rows()).toEqual(['create one: sending'])
  await first.respond(event)
  expect([first.rows(), second.rows()]).toEqual([[], []])
})

it('continues in another tab, under the same key, when the sending tab closes', async () => {
  const { first, second, closeFirst } = await twoTabs()
  second.log('ferrari', 'one')
  await settle()
  const [row] = second.outbox.operations()
  first.outbox.close()
  closeFirst()
  await settle()
  expect(second.inProgress()).toEqual(['create one'])
  expect(second.outbox.operations()[0]).toMatchObject({ key: row?.key, unsure: true })
})

it('leaves a deletion that another tab delays, and takes it over once that tab is closed', async () => {
  const { first, second, closeFirst } = await twoTabs()
  first.outbox.enqueueDelete(giulia, event, { force: false })
  await settle()
  expect(second.rows()).toEqual(['delete 42: held'])
  expect(second.inProgress()).toEqual([])
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  closeFirst()
  // the other tab may only be reloading its page
  await vi.advanceTimersByTimeAsync(reloadTimes.reclaimMs - 1)
  expect(second.inProgress()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(second.inProgress()).toEqual(['delete 42'])
})

it('changes an event that another tab is sending only once its ID is known', async () => {
  const { first, second } = await twoTabs()
  const key = first.log('ferrari', 'one')
  await settle()
  second.outbox.changeNote(key, 'one and a half')
  await settle()
  expect(first.inProgress()).toEqual(['create one'])
  await first.respond(event)
  expect(first.inProgress()).toEqual(['update one and a half'])
})

it('deletes an event that was discarded while it was sent, as soon as its ID is known', async () => {
  const { first, second } = await twoTabs()
  const key = first.log('ferrari', 'one')
  await settle()
  second.outbox.discard(key)
  await settle()
  await first.respond(event)
  expect(first.inProgress()).toEqual(['delete 42'])
  await first.respond()
  expect([first.rows(), second.rows()]).toEqual([[], []])
})

it('removes an event that was discarded while it was sent, if the service rejects it', async () => {
  const { outbox, log, respond, rows } = outboxWithService()
  const key = log('ferrari', 'one')
  await settle()
  outbox.discard(key)
  await settle()
  await respond(rejection)
  expect(rows()).toEqual([])
})

it('changes the row itself if it was not sent, or if it was rejected', async () => {
  const { outbox, log, inProgress, respond, rows } = outboxWithService()
  log('ferrari', 'one')
  const waiting = log('ferrari', 'two')
  await settle()
  outbox.changeNote(waiting, 'three')
  await settle()
  await respond(event)
  expect(inProgress()).toEqual(['create three'])
  await respond(rejection)
  outbox.changeNote(waiting, 'four')
  await settle()
  expect(rows()).toEqual(['create four: refused'])
})

it('retries transient failures in order', async () => {
  const { outbox, log, inProgress, respond, rows } = outboxWithService()
  log('ferrari', 'one')
  log('ferrari', 'two')
  await settle()
  for (const status of [0, 408, 429, 500, 502, 503]) {
    await respond(status === 0 ? unreachable : new ApiProblem('unavailable', status))
    expect(rows()).toEqual(['create one: waiting', 'create two: waiting'])
    outbox.retryWaiting()
    await settle()
    expect(inProgress()).toEqual(['create one'])
  }
})

it('does not treat another user’s session as a rejection', async () => {
  const { log, respond, rows, inProgress, setSessionPerson, signIn } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  setSessionPerson({ application: 'acme', id: 'luca' })
  const forbidden = new ApiProblem('forbidden', 403)
  // the session is fetched again, and is Luca's
  const responded = respond(forbidden)
  signIn('luca')
  await responded
  expect(rows()).toEqual(['create one: waiting'])
  expect(inProgress()).toEqual([])
  setSessionPerson({ application: 'acme', id: 'giulia' })
  signIn('giulia')
  await settle()
  await respond(forbidden)
  expect(rows()).toEqual(['create one: refused'])
})

it('dates an event just after the user’s own previous one if the time in transit reversed their order', async () => {
  const { log, respond, inProgress, ages } = outboxWithService()
  const { date: latest } = event
  log('ferrari', 'one')
  log('ferrari', 'two')
  await settle()
  await respond(event)
  const values = { latest, now: '2026-11-20T10:00:03.000Z' }
  const dateError = { field: 'date', code: 'date_not_after_latest', message: '', values } as const
  const details = {
    type: '',
    title: '',
    status: 400,
    detail: '',
    code: 'invalid_request',
    errors: [dateError],
  }
  await respond(new ApiProblem('invalid_request', 400, details))
  expect(inProgress()).toEqual(['create two'])
  expect(ages()).toEqual([2.999])
})

it('keeps an edit that another tab has just begun to send when a later edit is made', async () => {
  const { second } = await twoTabs()
  const key = second.outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
  // this tab has received no message about it yet
  const claimed = second.storage.change(key, (row) =>
    row ? [{ ...row, state: 'sending', tab: 'first' }] : [],
  )
  second.outbox.enqueueUpdate(giulia, event, { note: 'Rang three times.' })
  await claimed
  await settle()
  expect((await second.storage.load()).map(({ state }) => state).toSorted()).toEqual(['sending', 'waiting'])
})
