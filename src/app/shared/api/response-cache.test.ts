// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { closeKeptAnswers, getResponse, deleteOtherOwners, putResponse } from './response-cache.ts'

const dayMs = 86_400_000
const now = Date.parse('2026-11-23T12:00:00Z')

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  await closeKeptAnswers()
  vi.useFakeTimers({ toFake: ['Date'], now })
})

afterEach(() => {
  vi.useRealTimers()
})

const find = async () => (await getResponse('acme giulia', '/a'))?.text

it('shows an answer for as many days as it is kept for, and forgets it then', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 7 })
  vi.setSystemTime(now + 7 * dayMs - 1)
  expect(await find()).toBe('first')
  vi.setSystemTime(now + 7 * dayMs)
  expect(await find()).toBeUndefined()
  // it does not come back with a clock that is set back
  vi.setSystemTime(now)
  expect(await find()).toBeUndefined()
})

it('shows no answer whose time has not come: the browser’s clock was set back', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 7 })
  vi.setSystemTime(now - 30 * dayMs)
  expect(await find()).toBeUndefined()
})

it('shows nothing that is kept for no day', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 0 })
  expect(await find()).toBeUndefined()
})

it('forgets answers that are too old when somebody signs in', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 1 })
  vi.setSystemTime(now + dayMs)
  await deleteOtherOwners('acme giulia')
  vi.setSystemTime(now)
  expect(await find()).toBeUndefined()
})
