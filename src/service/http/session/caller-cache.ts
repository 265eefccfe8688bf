import type { Caller } from '../../core/caller.ts'

/** Milliseconds for which nobody is looked up again: a token's look-up is one more query, a session's several. */
const rememberedFor = 5_000

/** Callers at the most: a guess of tokens that are good is not what fills it. */
const most = 1_000

/**
 * Who was behind a token or a cookie moments ago. What an administrator changes meanwhile (a token revoked, a role) holds
 * some seconds later.
 */
export interface CallerCache<Known extends Caller> {
  /** Who was behind `key`, or who `lookUp` finds; nobody is not remembered. */
  find(key: string, lookUp: () => Promise<Known | undefined>): Promise<Known | undefined>
  /** Looks everybody up anew from here on, as after somebody signed out. */
  forget(): void
}

/** `milliseconds` is a monotonic clock. */
export function createCallerMemory<Known extends Caller>(
  milliseconds: () => number = () => performance.now(),
): CallerCache<Known> {
  const remembered = new Map<string, { caller: Known; until: number }>()
  let forgotten = 0

  return {
    async find(key, lookUp) {
      const known = remembered.get(key)
      if (known !== undefined && known.until > milliseconds()) return known.caller
      const before = forgotten
      const caller = await lookUp()
      // what was looked up while somebody signed out may be old already
      if (caller === undefined || before !== forgotten) return caller
      if (remembered.size >= most) remembered.clear()
      remembered.set(key, { caller, until: milliseconds() + rememberedFor })
      return caller
    },
    forget() {
      forgotten++
      remembered.clear()
    },
  }
}
