// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import { anEvent } from '../../testing/an-event.ts'
import { fakeTabs } from '../shared/storage/fixtures/fake-tabs.ts'
import { startSyncPoller, pollIntervalMs } from './sync-poller.ts'

const from: Instant = '2026-11-23T12:00:00.000Z'
const second = (number: number): Instant => new Date(Date.parse(from) + number * 1_000).toISOString()

/** What a service would tell, and how often it was asked. */
function changes() {
  const all: LeadEvent[] = []
  let reads = 0
  const world = {
    reads: () => reads,
    fails: false,
    change: (id: number, at: number) => {
      const updateTime = second(at)
      const old = all.findIndex((event) => event.id === id)
      if (old >= 0) all.splice(old, 1)
      all.push(anEvent({ id, updateTime }))
    },
    read: async (since: Instant) => {
      reads++
      if (world.fails) throw new Error('out of reach')
      return all.filter(({ updateTime }) => updateTime >= since).slice(0, maxLimit)
    },
  }
  return world
}

type World = ReturnType<typeof changes>

function follow(world: World, tabs = fakeTabs(), name = 'first', person = 'acme luca') {
  const told: number[] = []
  const tab = tabs.open(name)
  const stop = startSyncPoller({
    tabs: tab,
    person,
    from,
    read: world.read,
    onChanges: (news) => told.push(...news.map(({ id }) => id)),
  })
  const leave = () => {
    stop()
    tab.close()
  }
  onTestFinished(leave)
  return { told, leave }
}

const pass = async (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

function look(state: 'visible' | 'hidden') {
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

describe('following what others do', () => {
  it('tells each change once, also those that share a moment with the last one', async () => {
    const world = changes()
    const { told } = follow(world)
    world.change(1, 1)
    await pass(pollIntervalMs.seen)
    world.change(2, 1)
    await pass(pollIntervalMs.seen)
    world.change(1, 2)
    await pass(pollIntervalMs.seen)
    await pass(pollIntervalMs.seen)
    expect(told).toEqual([1, 2, 1])
  })

  it('reads on to the end, past a thousand changes of one moment', async () => {
    const world = changes()
    for (let id = 1; id <= maxLimit; id++) world.change(id, 1)
    world.change(maxLimit + 1, 2)
    const { told } = follow(world)
    await pass(0)
    expect(told.length).toBe(maxLimit + 1)
    expect(told.at(-1)).toBe(maxLimit + 1)
  })

  it('asks quickly while it is looked at, slowly while not, and at once on return', async () => {
    const world = changes()
    follow(world)
    await pass(10 * pollIntervalMs.seen)
    expect(world.reads()).toBe(11)
    look('hidden')
    await pass(pollIntervalMs.unseen)
    const before = world.reads()
    await pass(2 * pollIntervalMs.unseen)
    expect(world.reads() - before).toBe(2)
    look('visible')
    await pass(0)
    expect(world.reads() - before).toBe(3)
  })

  it('leaves a service that fails alone for longer and longer, and misses nothing', async () => {
    const world = changes()
    const { told } = follow(world)
    await pass(0)
    world.fails = true
    await pass(30 * pollIntervalMs.seen)
    expect(world.reads()).toBeLessThan(8)
    world.change(1, 1)
    world.fails = false
    window.dispatchEvent(new Event('online'))
    await pass(0)
    expect(told).toEqual([1])
  })

  it('asks in one tab and tells the others, of the same person alone', async () => {
    const world = changes()
    const tabs = fakeTabs()
    const first = follow(world, tabs, 'first')
    const others = changes()
    const another = follow(others, tabs, 'second')
    const stranger = follow(changes(), tabs, 'third', 'acme giulia')
    world.change(1, 1)
    await pass(pollIntervalMs.seen)
    expect(first.told).toEqual([1])
    expect(another.told).toEqual([1])
    expect(stranger.told).toEqual([])
    expect(others.reads()).toBe(0)
  })

  it('goes on where the tab before it was, once that is closed', async () => {
    const world = changes()
    const tabs = fakeTabs()
    const first = follow(world, tabs, 'first')
    const next = follow(world, tabs, 'second')
    world.change(1, 1)
    await pass(pollIntervalMs.seen)
    first.leave()
    world.change(2, 2)
    await pass(pollIntervalMs.seen)
    expect(next.told.filter((id) => id === 2)).toEqual([2])
  })
})
