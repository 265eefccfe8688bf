import { useSyncExternalStore } from 'react'
import { onServerClock, serverNow } from '../time/server-clock.ts'

const tick = 30_000
const listeners = new Set<() => void>()
let now = serverNow()
let timer: ReturnType<typeof setInterval> | undefined

onServerClock(refresh)

/**
 * The moment by the service's clock, in milliseconds, fresh to half a minute: what "2 h", "Today" and "quiet 41 d" are
 * measured from, and where a date's window ends.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    refresh()
    timer = setInterval(refresh, tick)
    // a page that slept catches up when it is looked at again
    document.addEventListener('visibilitychange', refresh)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', refresh)
  }
}

function refresh(): void {
  now = serverNow()
  for (const listener of listeners) listener()
}
