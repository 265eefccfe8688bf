/** What a browser can block without blocking the page. The outbox reports a blocked IndexedDB, and sign-in blocked cookies. */
export type BrowserLimit = 'settings' | 'tabs' | 'locks'

/** Returns the result of `access`; `undefined` if the browser lacks the interface or throws, as it does where it blocks it. */
export function ifAvailable<Result>(access: () => Result): Result | undefined {
  try {
    return access()
  } catch {
    return undefined
  }
}

/** Whether the browser blocks cookies, without which a session ends as soon as it has begun. */
export function blocksCookies(): boolean {
  return ifAvailable(() => navigator.cookieEnabled) !== true
}

/** Returns what the browser blocks and a signed-in user must know. */
export function findBrowserLimits(): readonly BrowserLimit[] {
  const isAvailable = {
    settings: () => localStorage.length,
    tabs: () => new BroadcastChannel('leadline availability').close(),
    // pages over plain HTTP have no locks
    locks: () => !isSecureContext || navigator.locks.constructor.name,
  }
  return (['settings', 'tabs', 'locks'] as const).filter(
    (limit) => ifAvailable(() => [isAvailable[limit]()]) === undefined,
  )
}
