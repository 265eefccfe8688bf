import { expect, it, onTestFinished, vi } from 'vitest'
import { anEvent } from '../../testing/an-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import { reloadMilliseconds } from './sending/reclaim-orphans.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import { createMemoryStorage } from './storage/outbox-storage.ts'
import { giulia, outboxWithService, outOfReach, refusal, settle } from './fixtures/outbox-with-service.ts'

const event = anEvent()

/** Two tabs of one browser: what one stores the other reads. */
async function twoTabs() {
  const browser = fakeTabs()
  const storage = createMemoryStorage()
  const [firstTab, secondTab] = [browser.open('first'), browser.open('second')]
  const first = outboxWithService({ storage, tabs: firstTab })
  const second = outboxWithService({ storage, tabs: secondTab })
  await settle()
  return { first, second, closeFirst: firstTab.close }
}

it('sends from one tab what was logged in another, and both see it saved', async () => {
  const { first, second } = await twoTabs()
  second.log('ferrari', 'one')
  await settle()
  expect(first.sent()).toEqual(['create one'])
  expect(second.sent()).toEqual([])
  expect(second.kept()).toEqual(['create one: sending'])
  await first.answer(event)
  expect([first.kept(), second.kept()]).toEqual([[], []])
})

it('goes on in another tab, under the same key, when the one that was sending is closed', async () => {
  const { first, second, closeFirst } = await twoTabs()
  second.log('ferrari', 'one')
  await settle()
  const [row] = second.outbox.operations()
  first.outbox.close()
  closeFirst()
  await settle()
  expect(second.sent()).toEqual(['create one'])
  expect(second.outbox.operations()[0]).toMatchObject({ key: row?.key, unsure: true })
})

it('leaves a deletion alone that another tab still holds back, and takes it over once that is closed', async () => {
  const { first, second, closeFirst } = await twoTabs()
  first.outbox.enqueueDelete(giulia, event, { force: false })
  await settle()
  expect(second.kept()).toEqual(['delete 42: held'])
  expect(second.sent()).toEqual([])
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  closeFirst()
  // it may only be loading its page again
  await vi.advanceTimersByTimeAsync(reloadMilliseconds - 1)
  expect(second.sent()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(second.sent()).toEqual(['delete 42'])
})

it('changes in one tab what another is sending only once its id is known', async () => {
  const { first, second } = await twoTabs()
  const key = first.log('ferrari', 'one')
  await settle()
  second.outbox.changeNote(key, 'one and a half')
  await settle()
  expect(first.sent()).toEqual(['create one'])
  await first.answer(event)
  expect(first.sent()).toEqual(['update one and a half'])
})

it('deletes what was taken back while it was under way, as soon as its id is known', async () => {
  const { first, second } = await twoTabs()
  const key = first.log('ferrari', 'one')
  await settle()
  second.outbox.discard(key)
  await settle()
  await first.answer(event)
  expect(first.sent()).toEqual(['delete 42'])
  await first.answer()
  expect([first.kept(), second.kept()]).toEqual([[], []])
})

it('forgets what was taken back while it was under way, where the service refuses it', async () => {
  const { outbox, log, answer, kept } = outboxWithService()
  const key = log('ferrari', 'one')
  await settle()
  outbox.discard(key)
  await settle()
  await answer(refusal)
  expect(kept()).toEqual([])
})

it('changes the row itself where it has not left, and where it was refused', async () => {
  const { outbox, log, sent, answer, kept } = outboxWithService()
  log('ferrari', 'one')
  const waiting = log('ferrari', 'two')
  await settle()
  outbox.changeNote(waiting, 'three')
  await settle()
  await answer(event)
  expect(sent()).toEqual(['create three'])
  await answer(refusal)
  outbox.changeNote(waiting, 'four')
  await settle()
  expect(kept()).toEqual(['create four: refused'])
})

it('waits and tries again by itself what fails for a moment, in order', async () => {
  const { outbox, log, sent, answer, kept } = outboxWithService()
  log('ferrari', 'one')
  log('ferrari', 'two')
  await settle()
  for (const status of [0, 408, 429, 500, 502, 503]) {
    await answer(status === 0 ? outOfReach : new ApiProblem('unavailable', status))
    expect(kept()).toEqual(['create one: waiting', 'create two: waiting'])
    outbox.hurry()
    await settle()
    expect(sent()).toEqual(['create one'])
  }
})

it('does not take a session of somebody else for a refusal', async () => {
  const { log, answer, kept, sent, changeCookie, signIn } = outboxWithService()
  log('ferrari', 'one')
  await settle()
  changeCookie({ application: 'acme', id: 'luca' })
  const forbidden = new ApiProblem('forbidden', 403)
  // the session is read again, and is Luca's
  const answered = answer(forbidden)
  signIn('luca')
  await answered
  expect(kept()).toEqual(['create one: waiting'])
  expect(sent()).toEqual([])
  changeCookie({ application: 'acme', id: 'giulia' })
  signIn('giulia')
  await settle()
  await answer(forbidden)
  expect(kept()).toEqual(['create one: refused'])
})

it('dates an event just after the person’s own one before it, where the journey turned them round', async () => {
  const { log, answer, sent, ages } = outboxWithService()
  const { date: latest } = event
  log('ferrari', 'one')
  log('ferrari', 'two')
  await settle()
  await answer(event)
  const values = { latest, now: '2026-11-20T10:00:03.000Z' }
  const fault = { field: 'date', code: 'date_not_after_latest', message: '', values } as const
  const details = { type: '', title: '', status: 400, detail: '', code: 'invalid_request', errors: [fault] }
  await answer(new ApiProblem('invalid_request', 400, details))
  expect(sent()).toEqual(['create two'])
  expect(ages()).toEqual([2.999])
})

it('drops no edit for a later one that another tab has just begun to send', async () => {
  const { second } = await twoTabs()
  const key = second.outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
  // nobody has told this tab yet
  const claimed = second.storage.change(key, (row) =>
    row ? [{ ...row, state: 'sending', tab: 'first' }] : [],
  )
  second.outbox.enqueueUpdate(giulia, event, { note: 'Rang three times.' })
  await claimed
  await settle()
  expect((await second.storage.load()).map(({ state }) => state).toSorted()).toEqual(['sending', 'waiting'])
})
