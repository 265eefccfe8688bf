// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import { buildEvent } from '../../testing/build-event.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
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

function startPoller(log: ChangeLog, tabs = fakeTabs(), name = 'first', person = 'acme luca') {
  const reported: number[] = []
  const tab = tabs.open(name)
  const stop = startSyncPoller({
    tabs: tab,
    person,
    from,
    fetchChanges: log.fetchChanges,
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
    const first = startPoller(log, tabs, 'first')
    const unused = changeLog()
    const follower = startPoller(unused, tabs, 'second')
    const otherPerson = startPoller(changeLog(), tabs, 'third', 'acme giulia')
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
    const first = startPoller(log, tabs, 'first')
    const next = startPoller(log, tabs, 'second')
    log.change(1, 1)
    await pass(pollIntervalMs.visible)
    first.close()
    log.change(2, 2)
    await pass(pollIntervalMs.visible)
    expect(next.reported.filter((id) => id === 2)).toEqual([2])
  })
})
