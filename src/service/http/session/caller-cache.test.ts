import { describe, expect, it } from 'vitest'
import type { Caller } from '../../core/caller.ts'
import { createCallerMemory } from './caller-cache.ts'

const caller = (id: string): Caller => ({ application: { id, name: id, features: [] }, user: null })

function memory() {
  let now = 0
  let asked = 0
  const known = createCallerMemory(() => now)
  return {
    find: async (key: string, found: Caller | null = caller(key)) =>
      known.find(key, async () => {
        asked++
        return found ?? undefined
      }),
    forget: () => known.forget(),
    wait: (milliseconds: number) => (now += milliseconds),
    asked: () => asked,
  }
}

describe('the cache of callers', () => {
  it('looks up a caller once in five seconds per key', async () => {
    const { find, wait, asked } = memory()
    expect(await find('a')).toEqual(caller('a'))
    wait(4_999)
    expect(await find('a', null)).toEqual(caller('a'))
    expect(await find('b')).toEqual(caller('b'))
    expect(asked()).toBe(2)
  })

  it('detects after five seconds that a token was revoked', async () => {
    const { find, wait } = memory()
    await find('a')
    wait(5_000)
    expect(await find('a', null)).toBeUndefined()
  })

  it('does not cache a missing caller', async () => {
    const { find, asked } = memory()
    await find('a', null)
    expect(await find('a')).toEqual(caller('a'))
    expect(asked()).toBe(2)
  })

  it('does not cache a look-up that was in progress when it was cleared', async () => {
    const { find, forget } = memory()
    const slow = createCallerMemory(() => 0)
    let tell: (found: Caller) => void = () => undefined
    const asked = slow.find('a', async () => new Promise((resolve) => (tell = resolve)))
    slow.forget()
    tell(caller('a'))
    await asked
    expect(await slow.find('a', async () => undefined)).toBeUndefined()
    await find('a')
    forget()
    expect(await find('a', null)).toBeUndefined()
  })
})
