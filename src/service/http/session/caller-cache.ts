import type { Caller } from '../../core/caller.ts'

/** How long a caller is cached, in milliseconds: looking up a token costs one query, a session several. */
const cacheMs = 5_000

/** The maximum number of cached callers; guessed tokens do not fill the cache, because they are not valid. */
const maxCachedCallers = 1_000

/**
 * A cache of the callers of tokens and cookies. It is cleared as soon as a process sees that access has changed
 * (`watchAccess`); its time limits the effect of a change that no process sees.
 */
export interface CallerCache<Known extends Caller> {
  /** Returns the cached caller for `key`, or the result of `lookUp`. A miss is not cached. */
  find(key: string, lookUp: () => Promise<Known | undefined>): Promise<Known | undefined>
  /** Clears the cache, for example after a user has signed out. */
  clear(): void
}

/** Creates a cache; `milliseconds` is a monotonic clock. */
export function createCallerCache<Known extends Caller>(
  milliseconds: () => number = () => performance.now(),
): CallerCache<Known> {
  const cached = new Map<string, { caller: Known; until: number }>()
  let clearCount = 0

  return {
    async find(key, lookUp) {
      const entry = cached.get(key)
      if (entry !== undefined && entry.until > milliseconds()) return entry.caller
      const before = clearCount
      const caller = await lookUp()
      // a look-up during which the cache was cleared may be outdated
      if (caller === undefined || before !== clearCount) return caller
      if (cached.size >= maxCachedCallers) cached.clear()
      cached.set(key, { caller, until: milliseconds() + cacheMs })
      return caller
    },
    clear() {
      clearCount++
      cached.clear()
    },
  }
}
