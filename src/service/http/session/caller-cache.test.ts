import { describe, expect, it } from 'vitest'
import type { Caller } from '../../core/caller.ts'
import { createCallerCache } from './caller-cache.ts'

const caller = (id: string): Caller => ({ application: { id, name: id, features: [] }, user: null })

function cache() {
  let now = 0
  let lookUps = 0
  const cached = createCallerCache(() => now)
  return {
    find: async (key: string, found: Caller | null = caller(key)) =>
      cached.find(key, async () => {
        lookUps++
        return found ?? undefined
      }),
    clear: () => cached.clear(),
    wait: (milliseconds: number) => (now += milliseconds),
    lookUps: () => lookUps,
  }
}

describe('the cache of callers', () => {
  it('looks up a caller once in five seconds per key', async () => {
    const { find, wait, lookUps } = cache()
    expect(await find('a')).toEqual(caller('a'))
    wait(4_999)
    expect(await find('a', null)).toEqual(caller('a'))
    expect(await find('b')).toEqual(caller('b'))
    expect(lookUps()).toBe(2)
  })

  it('detects after five seconds that a token was revoked', async () => {
    const { find, wait } = cache()
    await find('a')
    wait(5_000)
    expect(await find('a', null)).toBeUndefined()
  })

  it('does not cache a missing caller', async () => {
    const { find, lookUps } = cache()
    await find('a', null)
    expect(await find('a')).toEqual(caller('a'))
    expect(lookUps()).toBe(2)
  })

  it('does not cache a look-up that was in progress when it was cleared', async () => {
    const { find, clear } = cache()
    const slow = createCallerCache(() => 0)
    let resolveLookUp: (found: Caller) => void = () => undefined
    const lookUps = slow.find('a', async () => new Promise((resolve) => (resolveLookUp = resolve)))
    slow.clear()
    resolveLookUp(caller('a'))
    await lookUps
    expect(await slow.find('a', async () => undefined)).toBeUndefined()
    await find('a')
    clear()
    expect(await find('a', null)).toBeUndefined()
  })
})
