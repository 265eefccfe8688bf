import { useSyncExternalStore } from 'react'

const tick = 30_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The moment, in milliseconds, fresh to half a minute: what "2 h", "Today" and "quiet 41 d" are measured from. */
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
  now = Date.now()
  for (const listener of listeners) listener()
}
