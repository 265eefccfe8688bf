// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import { buildEvent } from '../../testing/build-event.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import type { openChangeStream } from './change-stream.ts'
import { startSyncPoller, pollIntervalMs } from './sync-poller.ts'

const from: Instant = '2026-11-23T12:00:00.000Z'
const second = (number: number): Instant => new Date(Date.parse(from) + number * 1_000).toISOString()

/** A list of changes as a service returns them, with a count of the requests. */
function changeLog() {
  const all: LeadEvent[] = []
  let requests = 0
  const log = {
    requests: () => requests,
    fails: false,
    change: (id: number, at: number) => {
      const updateTime = second(at)
      const old = all.findIndex((event) => event.id === id)
      if (old >= 0) all.splice(old, 1)
      all.push(buildEvent({ id, updateTime }))
    },
    fetchChanges: async (since: Instant) => {
      requests++
      if (log.fails) throw new Error('out of reach')
      return all.filter(({ updateTime }) => updateTime >= since).slice(0, maxLimit)
    },
  }
  return log
}

type ChangeLog = ReturnType<typeof changeLog>

/** A stream of announcements that a test sends. */
function fakeStream() {
  type Options = Parameters<typeof openChangeStream>[0]
  let listening: Options | undefined
  return {
    announce: (at: number) => listening?.onLatest(second(at)),
    fail: () => listening?.onBroken(),
    open: (options: Options) => {
      listening = options
      return { reconnect: () => undefined, close: () => (listening = undefined) }
    },
  }
}

interface PollerOptions {
  readonly tabs?: ReturnType<typeof fakeTabs>
  readonly name?: string
  readonly person?: string
  readonly stream?: ReturnType<typeof fakeStream>
}

function startPoller(
  log: ChangeLog,
  { tabs = fakeTabs(), name = 'first', person = 'acme luca', stream }: PollerOptions = {},
) {
  const reported: number[] = []
  const tab = tabs.open(name)
  const stop = startSyncPoller({
    tabs: tab,
    person,
    from,
    fetchChanges: log.fetchChanges,
    openStream: stream?.open,
    onChanges: (changes) => reported.push(...changes.map(({ id }) => id)),
  })
  const close = () => {
    stop()
    tab.close()
  }
  onTestFinished(close)
  return { reported, close }
}

const pass = async (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

function setVisibility(state: 'visible' | 'hidden') {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the sync poller', () => {
  it('reports each change once, also if it shares its time with the last one', async () => {
    const log = changeLog()
    const { reported } = startPoller(log)
    log.change(1, 1)
    await pass(pollIntervalMs.visible)
    log.change(2, 1)
    await pass(pollIntervalMs.visible)
    log.change(1, 2)
    await pass(pollIntervalMs.visible)
    await pass(pollIntervalMs.visible)
    expect(reported).toEqual([1, 2, 1])
  })

  it('fetches every page, also past a thousand changes with the same time', async () => {
    const log = changeLog()
    for (let id = 1; id <= maxLimit; id++) log.change(id, 1)
    log.change(maxLimit + 1, 2)
    const { reported } = startPoller(log)
    await pass(0)
    expect(reported.length).toBe(maxLimit + 1)
    expect(reported.at(-1)).toBe(maxLimit + 1)
  })

  it('polls often in a visible page, rarely in a hidden one, and at once when it is visible again', async () => {
    const log = changeLog()
    startPoller(log)
    await pass(10 * pollIntervalMs.visible)
    expect(log.requests()).toBe(11)
    setVisibility('hidden')
    await pass(pollIntervalMs.hidden)
    const before = log.requests()
    await pass(2 * pollIntervalMs.hidden)
    expect(log.requests() - before).toBe(2)
    setVisibility('visible')
    await pass(0)
    expect(log.requests() - before).toBe(3)
  })

  it('polls a failing service at increasing intervals, and misses no change', async () => {
    const log = changeLog()
    const { reported } = startPoller(log)
    await pass(0)
    log.fails = true
    await pass(30 * pollIntervalMs.visible)
    expect(log.requests()).toBeLessThan(8)
    log.change(1, 1)
    log.fails = false
    window.dispatchEvent(new Event('online'))
    await pass(0)
    expect(reported).toEqual([1])
  })

  it('polls in one tab and informs the other tabs of the same person only', async () => {
    const log = changeLog()
    const tabs = fakeTabs()
    const first = startPoller(log, { tabs })
    const unused = changeLog()
    const follower = startPoller(unused, { tabs, name: 'second' })
    const otherPerson = startPoller(changeLog(), { tabs, name: 'third', person: 'acme giulia' })
    log.change(1, 1)
    await pass(pollIntervalMs.visible)
    expect(first.reported).toEqual([1])
    expect(follower.reported).toEqual([1])
    expect(otherPerson.reported).toEqual([])
    expect(unused.requests()).toBe(0)
  })

  it('continues at the cursor of the leading tab after that tab is closed', async () => {
    const log = changeLog()
    const tabs = fakeTabs()
    const first = startPoller(log, { tabs })
    const next = startPoller(log, { tabs, name: 'second' })
    log.change(1, 1)
    await pass(pollIntervalMs.visible)
    first.close()
    log.change(2, 2)
    await pass(pollIntervalMs.visible)
    expect(next.reported.filter((id) => id === 2)).toEqual([2])
  })
})

describe('with a stream', () => {
  it('requests nothing while nothing is announced, and each announced change at once', async () => {
    const [log, stream] = [changeLog(), fakeStream()]
    const { reported } = startPoller(log, { stream })
    stream.announce(0)
    await pass(10 * pollIntervalMs.hidden)
    expect(log.requests()).toBe(1)
    for (const at of [1, 2]) {
      log.change(at, at)
      stream.announce(at)
      await pass(0)
    }
    // the service repeats the time
    stream.announce(2)
    await pass(pollIntervalMs.hidden)
    expect(reported).toEqual([1, 2])
    expect(log.requests()).toBe(3)
  })

  it('requests once for an announcement that no change belongs to, as after an erasure', async () => {
    const [log, stream] = [changeLog(), fakeStream()]
    startPoller(log, { stream })
    await pass(0)
    for (let repeated = 0; repeated < 5; repeated++) {
      stream.announce(1)
      await pass(0)
    }
    expect(log.requests()).toBe(2)
  })

  it('misses no change that is announced while a request is running', async () => {
    const [log, stream] = [changeLog(), fakeStream()]
    const { fetchChanges } = log
    let respond = () => undefined as unknown
    log.fetchChanges = async (since) => {
      const response = await fetchChanges(since)
      await new Promise((resolve) => (respond = () => resolve(undefined)))
      return response
    }
    const { reported } = startPoller(log, { stream })
    await pass(0)
    log.change(1, 1)
    stream.announce(1)
    await pass(0)
    respond()
    await pass(0)
    respond()
    await pass(0)
    expect(reported).toEqual([1])
  })

  it('polls while the stream is broken, and stops when it is back', async () => {
    const [log, stream] = [changeLog(), fakeStream()]
    const { reported } = startPoller(log, { stream })
    stream.announce(0)
    await pass(pollIntervalMs.hidden)
    stream.fail()
    await pass(0)
    expect(log.requests()).toBe(2)
    log.change(1, 1)
    await pass(pollIntervalMs.visible)
    expect(reported).toEqual([1])
    // a failure to connect again adds no request
    stream.fail()
    await pass(0)
    expect(log.requests()).toBe(3)
    stream.announce(1)
    await pass(10 * pollIntervalMs.hidden)
    expect(log.requests()).toBe(3)
  })

  it('retries a failed request, and fetches what a hidden page was told once it is visible', async () => {
    const [log, stream] = [changeLog(), fakeStream()]
    const { reported } = startPoller(log, { stream })
    stream.announce(0)
    await pass(0)
    log.fails = true
    log.change(1, 1)
    stream.announce(1)
    await pass(0)
    log.fails = false
    await pass(2 * pollIntervalMs.visible)
    expect(reported).toEqual([1])
    setVisibility('hidden')
    log.change(2, 2)
    stream.announce(2)
    await pass(pollIntervalMs.visible)
    expect(reported).toEqual([1])
    setVisibility('visible')
    await pass(0)
    expect(reported).toEqual([1, 2])
  })

  it('fetches at once for a visible tab although the leading tab is hidden', async () => {
    const [log, stream, tabs] = [changeLog(), fakeStream(), fakeTabs()]
    startPoller(log, { tabs, stream })
    const visible = tabs.open('second')
    stream.announce(0)
    await pass(0)
    setVisibility('hidden')
    visible.broadcast({ type: 'look' })
    await pass(0)
    log.change(1, 1)
    stream.announce(1)
    await pass(0)
    expect(log.requests()).toBe(2)
    visible.close()
  })
})
