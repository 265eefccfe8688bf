import { useSyncExternalStore } from 'react'
import { createListeners } from '../store.ts'
import { onServerClock, serverNow } from '../time/server-clock.ts'

const refreshIntervalMs = 30_000
const listeners = createListeners()
let now = serverNow()
let timer: ReturnType<typeof setInterval> | undefined

onServerClock(refresh)

/**
 * Returns the time by the service's clock, in milliseconds since 1970, updated every 30 seconds: the reference of "2
 * h", "Today" and "quiet 41 d", and the end of the window of possible dates.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener)
  if (timer === undefined) {
    refresh()
    timer = setInterval(refresh, refreshIntervalMs)
    // after the machine has slept, the time is updated when the page is visible again
    document.addEventListener('visibilitychange', refresh)
  }
  return () => {
    unsubscribe()
    if (!listeners.isEmpty()) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', refresh)
  }
}

function refresh(): void {
  now = serverNow()
  listeners.notify()
}
