import { expect, it, vi } from 'vitest'
import { createDrafts } from './drafts.ts'
import { createMemoryDrafts } from '../fixtures/memory-storage.ts'
import type { DraftStorage } from '../storage/draft-storage.ts'
import { leadDraft } from './draft-key.ts'
import { fakeTabs } from '../../shared/storage/fixtures/fake-tabs.ts'
import { settle } from '../fixtures/outbox-with-service.ts'
import { singleTab } from '../../shared/storage/tab-coordination.ts'

const draftKey = leadDraft('acme giulia', 'ferrari')

it('stores the latest input for the next visit', async () => {
  const storage = createMemoryDrafts()
  const drafts = createDrafts(storage, singleTab())
  for (const text of ['R', 'Ra', 'Ran', 'Rang']) drafts.write(draftKey, text)
  await vi.waitFor(async () => expect(await storage.find(draftKey)).toMatchObject({ value: 'Rang' }))
  const next = createDrafts(storage, singleTab())
  await next.load()
  expect(next.read(draftKey)).toBe('Rang')
  next.remove(draftKey)
  await settle()
  await expect(storage.load()).resolves.toEqual([])
})

it('writes one draft at a time, without a queue, and the latest input at once when the page is hidden', async () => {
  const writes: { readonly value: unknown; readonly end: () => void }[] = []
  const memory = createMemoryDrafts()
  const storage: DraftStorage = {
    ...memory,
    put: async (draft) => {
      await new Promise<void>((resolve) => writes.push({ value: draft.value, end: resolve }))
      await memory.put(draft)
    },
  }
  const written = () => writes.map(({ value }) => value)
  const drafts = createDrafts(storage, singleTab())
  drafts.write(draftKey, 'x')
  await settle()
  for (let length = 2; length <= 300; length++) drafts.write(draftKey, 'x'.repeat(length))
  await settle()
  expect(written()).toEqual(['x'])
  drafts.flush()
  expect(written()).toEqual(['x', 'x'.repeat(300)])
  // nothing is left to write, also after the first write has ended
  for (const { end } of writes) end()
  await vi.waitFor(() => expect(written()).toEqual(['x', 'x'.repeat(300), 'x'.repeat(300)]))
  writes.at(-1)?.end()
  await vi.waitFor(async () => expect(await storage.find(draftKey)).toMatchObject({ value: 'x'.repeat(300) }))
  drafts.flush()
  expect(writes).toHaveLength(3)
})

it('shows the input of either tab in both, so that no tab overwrites unseen text', async () => {
  const browser = fakeTabs()
  const storage = createMemoryDrafts()
  const [one, other] = [browser.open('one'), browser.open('other')].map((tab) => createDrafts(storage, tab))
  const received: unknown[] = []
  other?.follow(draftKey, (value) => {
    received.push(value)
    // a form that shows the value writes it too
    if (value !== undefined) other.write(draftKey, value)
  })
  one?.write(draftKey, 'Rang')
  await settle()
  expect(other?.read(draftKey)).toBe('Rang')
  other?.write(draftKey, 'Rang twice')
  await settle()
  expect(one?.read(draftKey)).toBe('Rang twice')
  one?.remove(draftKey)
  await settle()
  expect(received).toEqual(['Rang', undefined])
})

it('reports that the browser stores nothing, and keeps the draft as long as the page is open', async () => {
  const full = async () => Promise.reject(new Error('the disk is full'))
  const storage: DraftStorage = { load: full, find: full, put: full, remove: full }
  const drafts = createDrafts(storage, singleTab())
  drafts.write(draftKey, 'Rang')
  await settle()
  expect(drafts.read(draftKey)).toBe('Rang')
  expect(drafts.isPersisted()).toBe(false)
})

it('moves a draft to another key', async () => {
  const storage = createMemoryDrafts()
  const drafts = createDrafts(storage, singleTab())
  drafts.write('from', 'Rang')
  drafts.move('from', 'to')
  await settle()
  expect((await storage.load()).map(({ place }) => place)).toEqual(['to'])
})

it('merges input from before the browser’s database opened with the draft stored there', async () => {
  const stored = createMemoryDrafts()
  await stored.put({ place: draftKey, value: { note: 'Rang on Monday.' }, at: 1 })
  let open = false
  const ifOpen = async <Result>(work: () => Promise<Result>) => {
    if (!open) throw new Error('The database is not open.')
    return work()
  }
  const drafts = createDrafts(
    {
      load: async () => ifOpen(stored.load),
      find: async (key) => ifOpen(async () => stored.find(key)),
      put: async (draft) => ifOpen(async () => stored.put(draft)),
      remove: async (key) => ifOpen(async () => stored.remove(key)),
    },
    singleTab(),
  )
  await drafts.load()
  const received: unknown[] = []
  drafts.follow(draftKey, (value) => received.push(value))
  drafts.write(draftKey, { note: 'Rang again.' })
  drafts.write('elsewhere', 'typed')
  await settle()
  expect(drafts.isPersisted()).toBe(false)
  open = true
  await drafts.load()
  expect(received).toEqual([{ note: 'Rang on Monday.\n\nRang again.' }])
  expect(drafts.isPersisted()).toBe(true)
  expect((await stored.find(draftKey))?.value).toEqual({ note: 'Rang on Monday.\n\nRang again.' })
  expect((await stored.find('elsewhere'))?.value).toBe('typed')
})
