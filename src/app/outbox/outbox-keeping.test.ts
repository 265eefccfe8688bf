import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { reloadTimes } from '../shared/storage/worker-messages.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import { createMemoryOutbox } from './fixtures/memory-storage.ts'
import type { OutboxStorage } from './storage/outbox-storage.ts'
import { giulia, outboxWithService, unreachable, rejection, settle } from './fixtures/outbox-with-service.ts'

const event = buildEvent()

/** Creates a storage that can be opened and closed like a browser's database; it starts closed. */
function closableStorage(inner = createMemoryOutbox()) {
  let open = false
  const ifOpen = async <Result>(work: () => Promise<Result>) => {
    if (!open) throw new Error('The database is not open.')
    return work()
  }
  const storage: OutboxStorage = {
    load: async () => ifOpen(inner.load),
    find: async (key) => ifOpen(async () => inner.find(key)),
    add: async (row) => ifOpen(async () => inner.add(row)),
    change: async (key, change) => ifOpen(async () => inner.change(key, change)),
  }
  return {
    storage,
    inner,
    setOpen: (isOpen: boolean) => {
      open = isOpen
    },
  }
}

describe('an outbox whose storage opens late', () => {
  it('loads the rows of earlier visits, and keeps what was logged in the meantime', async () => {
    const { storage, inner, setOpen } = closableStorage()
    await inner.add({
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
    const { outbox, log, respond, rows } = outboxWithService({ storage })
    log('ferrari', 'typed early')
    await settle()
    await respond(unreachable)
    expect(outbox.isPersisted()).toBe(false)
    expect(rows()).toEqual(['create typed early: waiting'])
    setOpen(true)
    await outbox.load()
    expect(outbox.isPersisted()).toBe(true)
    expect(rows()).toEqual(['update left: refused', 'create typed early: waiting'])
    expect((await inner.load()).map(({ kind }) => kind)).toEqual(['update', 'create'])
  })

  it('does not bring back rows that were saved or discarded while it was closed', async () => {
    const { storage, inner, setOpen } = closableStorage()
    setOpen(true)
    const { outbox, log, respond, rows } = outboxWithService({ storage })
    await settle()
    log('ferrari', 'one')
    const key = log('cantina', 'two')
    await settle()
    await respond(event)
    await respond(rejection)
    log('ferrari', 'three')
    await settle()
    setOpen(false)
    outbox.discard(key)
    await respond(event)
    expect(rows()).toEqual([])
    expect(await inner.load()).toHaveLength(2)
    setOpen(true)
    await outbox.load()
    expect(rows()).toEqual([])
    await expect(inner.load()).resolves.toEqual([])
  })
})

describe('with two tabs', () => {
  it('a tab without storage lets the other one send, and sends only its own rows', async () => {
    const browser = fakeTabs()
    const { storage, inner } = closableStorage()
    const first = outboxWithService({ storage, tabs: browser.open('first') })
    const second = outboxWithService({ storage: inner, tabs: browser.open('second') })
    await settle()
    first.log('ferrari', 'one')
    second.log('cantina', 'two')
    await settle()
    expect([first.inProgress(), second.inProgress()]).toEqual([['create one'], ['create two']])
  })

  it('the sending tab takes over a delayed deletion when the other tab closes', async () => {
    const browser = fakeTabs()
    const storage = createMemoryOutbox()
    const first = outboxWithService({ storage, tabs: browser.open('first') })
    const tab = browser.open('second')
    const second = outboxWithService({ storage, tabs: tab })
    await settle()
    second.outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    expect(first.rows()).toEqual(['delete 42: held'])
    expect(first.inProgress()).toEqual([])
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    tab.close()
    await vi.advanceTimersByTimeAsync(reloadTimes.reclaimMs)
    expect(first.inProgress()).toEqual(['delete 42'])
  })
})

describe('a new event that was discarded while its outcome was unknown', () => {
  async function discarded() {
    const parts = outboxWithService()
    const key = parts.log('ferrari', 'one')
    await settle()
    await parts.respond(unreachable)
    const [row] = parts.outbox.operations()
    parts.outbox.discard(key)
    parts.outbox.retryWaiting()
    await settle()
    const restore = async () => {
      if (row !== undefined) parts.outbox.restore(row)
      await settle()
    }
    return { ...parts, key, restore }
  }

  it('is logged again under a new key if it is restored after its deletion', async () => {
    const { key, respond, inProgress, restore, outbox } = await discarded()
    await respond(event)
    expect(inProgress()).toEqual(['delete 42'])
    await respond()
    expect(outbox.operations()).toEqual([])
    await restore()
    expect(inProgress()).toEqual(['create one'])
    expect(outbox.operations()[0]?.key).not.toBe(key)
  })

  it('stays saved if it is restored before its deletion is sent', async () => {
    const { respond, inProgress, restore, outbox, signIn, rows } = await discarded()
    signIn('luca')
    await respond(event)
    expect(rows()).toEqual(['delete 42: waiting'])
    await restore()
    signIn('giulia')
    await settle()
    expect(inProgress()).toEqual([])
    expect(outbox.operations()).toEqual([])
  })

  it('is sent again if it is restored after it was rejected', async () => {
    const { respond, inProgress, restore } = await discarded()
    await respond(rejection)
    await restore()
    expect(inProgress()).toEqual(['create one'])
  })
})
