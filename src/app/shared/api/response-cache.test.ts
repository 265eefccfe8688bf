// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDatabase, putDurably } from '../storage/indexed-database.ts'
import {
  closeResponseCache,
  deleteContaining,
  deleteOtherOwners,
  getResponse,
  putResponse,
} from './response-cache.ts'

const dayMs = 86_400_000
const now = Date.parse('2026-11-23T12:00:00Z')

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  await closeResponseCache()
  vi.useFakeTimers({ toFake: ['Date'], now })
})

afterEach(() => {
  vi.useRealTimers()
})

const cachedText = async () => (await getResponse('acme giulia', '/a'))?.text

it('returns a response for its number of days, and then deletes it', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 7, events: [] })
  vi.setSystemTime(now + 7 * dayMs - 1)
  expect(await cachedText()).toBe('first')
  vi.setSystemTime(now + 7 * dayMs)
  expect(await cachedText()).toBeUndefined()
  // it does not return if the clock is set back
  vi.setSystemTime(now)
  expect(await cachedText()).toBeUndefined()
})

it('returns no response of the future, because the browser’s clock was set back', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 7, events: [] })
  vi.setSystemTime(now - 30 * dayMs)
  expect(await cachedText()).toBeUndefined()
})

it('returns no response that is stored for zero days', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 0, events: [] })
  expect(await cachedText()).toBeUndefined()
})

it('deletes expired responses when a user signs in', async () => {
  await putResponse('acme giulia', '/a', { text: 'first', days: 1, events: [] })
  vi.setSystemTime(now + dayMs)
  await deleteOtherOwners('acme giulia')
  vi.setSystemTime(now)
  expect(await cachedText()).toBeUndefined()
})

it('deletes the responses with a given event, whatever their text, and those of an unknown version', async () => {
  const person = 'acme giulia'
  await putResponse(person, '/with', { text: '{ "id" : 7 }', days: 7, events: [6, 7] })
  await putResponse(person, '/without', { text: '"id":7,', days: 7, events: [77] })
  const database = await openDatabase()
  await putDurably(database, 'reads', {
    key: `${person} /old`,
    person,
    text: '{}',
    at: now,
    until: now + dayMs,
  })
  database.close()
  await deleteContaining([7])
  const isStored = async (address: string) => (await getResponse(person, address)) !== undefined
  expect(await Promise.all(['/with', '/without', '/old'].map(isStored))).toEqual([false, true, false])
})
