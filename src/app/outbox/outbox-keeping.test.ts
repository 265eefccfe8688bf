import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { anEvent } from '../../testing/an-event.ts'
import { reloadMilliseconds } from './sending/reclaim-orphans.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import { createMemoryStorage, type OutboxStorage } from './storage/outbox-storage.ts'
import { giulia, outboxWithService, outOfReach, refusal, settle } from './fixtures/outbox-with-service.ts'

const event = anEvent()

/** A storage that can be closed and opened, as a browser's database. */
function door(storage = createMemoryStorage()) {
  let open = false
  const through = async <Answer>(work: () => Promise<Answer>) => {
    if (!open) throw new Error('The database is not open.')
    return work()
  }
  const guarded: OutboxStorage = {
    load: async () => through(storage.load),
    find: async (key) => through(async () => storage.find(key)),
    add: async (row) => through(async () => storage.add(row)),
    change: async (key, change) => through(async () => storage.change(key, change)),
  }
  return {
    storage: guarded,
    inside: storage,
    set: (now: boolean) => {
      open = now
    },
  }
}

describe('an outbox whose storage opens late', () => {
  it('takes up what earlier visits left, and keeps what was logged meanwhile', async () => {
    const { storage, inside, set } = door()
    await inside.add({
      key: 'a',
      order: 1,
      kind: 'update',
      lead: 'cantina',
      person: giulia,
      loggedAt: 0,
      state: 'refused',
      event,
      body: { note: 'left' },
    })
    const { outbox, log, answer, kept } = outboxWithService({ storage })
    log('ferrari', 'typed meanwhile')
    await settle()
    await answer(outOfReach)
    expect(outbox.isKept()).toBe(false)
    expect(kept()).toEqual(['create typed meanwhile: waiting'])
    set(true)
    await outbox.load()
    expect(outbox.isKept()).toBe(true)
    expect(kept()).toEqual(['update left: refused', 'create typed meanwhile: waiting'])
    expect((await inside.load()).map(({ kind }) => kind)).toEqual(['update', 'create'])
  })

  it('does not bring back what was saved or discarded while it could not be told', async () => {
    const { storage, inside, set } = door()
    set(true)
    const { outbox, log, answer, kept } = outboxWithService({ storage })
    await settle()
    log('ferrari', 'one')
    const key = log('cantina', 'two')
    await settle()
    await answer(event)
    await answer(refusal)
    log('ferrari', 'three')
    await settle()
    set(false)
    outbox.discard(key)
    await answer(event)
    expect(kept()).toEqual([])
    expect(await inside.load()).toHaveLength(2)
    set(true)
    await outbox.load()
    expect(kept()).toEqual([])
    await expect(inside.load()).resolves.toEqual([])
  })
})

describe('of two tabs', () => {
  it('the one whose storage does not open leaves the sending to the other, and sends what only it has', async () => {
    const browser = fakeTabs()
    const { storage, inside } = door()
    const first = outboxWithService({ storage, tabs: browser.open('first') })
    const second = outboxWithService({ storage: inside, tabs: browser.open('second') })
    await settle()
    first.log('ferrari', 'one')
    second.log('cantina', 'two')
    await settle()
    expect([first.sent(), second.sent()]).toEqual([['create one'], ['create two']])
  })

  it('the one that sends takes over what the other held back when it was closed', async () => {
    const browser = fakeTabs()
    const storage = createMemoryStorage()
    const first = outboxWithService({ storage, tabs: browser.open('first') })
    const tab = browser.open('second')
    const second = outboxWithService({ storage, tabs: tab })
    await settle()
    second.outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    expect(first.kept()).toEqual(['delete 42: held'])
    expect(first.sent()).toEqual([])
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    tab.close()
    await vi.advanceTimersByTimeAsync(reloadMilliseconds)
    expect(first.sent()).toEqual(['delete 42'])
  })
})

describe('a new event that was discarded while nobody knew whether it is saved', () => {
  async function discarded() {
    const parts = outboxWithService()
    const key = parts.log('ferrari', 'one')
    await settle()
    await parts.answer(outOfReach)
    const [row] = parts.outbox.operations()
    parts.outbox.discard(key)
    parts.outbox.hurry()
    await settle()
    const bringBack = async () => {
      if (row !== undefined) parts.outbox.restore(row)
      await settle()
    }
    return { ...parts, key, bringBack }
  }

  it('is logged anew where it is brought back after it was deleted', async () => {
    const { key, answer, sent, bringBack, outbox } = await discarded()
    await answer(event)
    expect(sent()).toEqual(['delete 42'])
    await answer()
    expect(outbox.operations()).toEqual([])
    await bringBack()
    expect(sent()).toEqual(['create one'])
    expect(outbox.operations()[0]?.key).not.toBe(key)
  })

  it('stays where it is brought back before its deletion has left', async () => {
    const { answer, sent, bringBack, outbox, signIn, kept } = await discarded()
    signIn('luca')
    await answer(event)
    expect(kept()).toEqual(['delete 42: waiting'])
    await bringBack()
    signIn('giulia')
    await settle()
    expect(sent()).toEqual([])
    expect(outbox.operations()).toEqual([])
  })

  it('is sent again where it is brought back after it was refused', async () => {
    const { answer, sent, bringBack } = await discarded()
    await answer(refusal)
    await bringBack()
    expect(sent()).toEqual(['create one'])
  })
})
