import { expect, it } from 'vitest'
import { createDrafts } from './drafts.ts'
import { createMemoryDrafts, type DraftStorage } from '../storage/draft-storage.ts'
import { leadDraft } from './draft-key.ts'
import { fakeTabs } from '../../shared/storage/fixtures/fake-tabs.ts'
import { settle } from '../fixtures/outbox-with-service.ts'
import { singleTab } from '../../shared/storage/tab-coordination.ts'

const place = leadDraft('acme giulia', 'ferrari')

it('keeps what was typed, last of all its latest state, for the next visit', async () => {
  const storage = createMemoryDrafts()
  const drafts = createDrafts(storage, singleTab())
  for (const text of ['R', 'Ra', 'Ran', 'Rang']) drafts.write(place, text)
  await settle()
  const next = createDrafts(storage, singleTab())
  await next.load()
  expect(next.read(place)).toBe('Rang')
  next.remove(place)
  await settle()
  await expect(storage.load()).resolves.toEqual([])
})

it('shows in both tabs what is typed in either, so that neither overwrites the other unseen', async () => {
  const browser = fakeTabs()
  const storage = createMemoryDrafts()
  const [one, other] = [browser.open('one'), browser.open('other')].map((tab) => createDrafts(storage, tab))
  const seen: unknown[] = []
  other?.follow(place, (value) => {
    seen.push(value)
    // as a form does that takes it over
    if (value !== undefined) other.write(place, value)
  })
  one?.write(place, 'Rang')
  await settle()
  expect(other?.read(place)).toBe('Rang')
  other?.write(place, 'Rang twice')
  await settle()
  expect(one?.read(place)).toBe('Rang twice')
  one?.remove(place)
  await settle()
  expect(seen).toEqual(['Rang', undefined])
})

it('says where the browser keeps nothing, and keeps the draft as long as the page lives', async () => {
  const full = async () => Promise.reject(new Error('the disk is full'))
  const storage: DraftStorage = { load: full, find: full, put: full, remove: full }
  const drafts = createDrafts(storage, singleTab())
  drafts.write(place, 'Rang')
  await settle()
  expect(drafts.read(place)).toBe('Rang')
  expect(drafts.isKept()).toBe(false)
})

it('takes a draft along to another place', async () => {
  const storage = createMemoryDrafts()
  const drafts = createDrafts(storage, singleTab())
  drafts.write('from', 'Rang')
  drafts.move('from', 'to')
  await settle()
  expect((await storage.load()).map(({ place: at }) => at)).toEqual(['to'])
})

it('joins what was typed before the browser’s database opened to what it had kept there', async () => {
  const kept = createMemoryDrafts()
  await kept.put({ place, value: { note: 'Rang on Monday.' }, at: 1 })
  let open = false
  const late = async <Answer>(work: () => Promise<Answer>) => {
    if (!open) throw new Error('The database is not open.')
    return work()
  }
  const drafts = createDrafts(
    {
      load: async () => late(kept.load),
      find: async (at) => late(async () => kept.find(at)),
      put: async (draft) => late(async () => kept.put(draft)),
      remove: async (at) => late(async () => kept.remove(at)),
    },
    singleTab(),
  )
  await drafts.load()
  const seen: unknown[] = []
  drafts.follow(place, (value) => seen.push(value))
  drafts.write(place, { note: 'Rang again.' })
  drafts.write('elsewhere', 'typed')
  await settle()
  expect(drafts.isKept()).toBe(false)
  open = true
  await drafts.load()
  expect(seen).toEqual([{ note: 'Rang on Monday.\n\nRang again.' }])
  expect(drafts.isKept()).toBe(true)
  expect((await kept.find(place))?.value).toEqual({ note: 'Rang on Monday.\n\nRang again.' })
  expect((await kept.find('elsewhere'))?.value).toBe('typed')
})
