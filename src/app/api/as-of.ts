import { useSyncExternalStore } from 'react'

/** The addresses whose last answer is one that was kept, and when that was read; milliseconds since 1970. */
const old = new Map<string, number>()
const listeners = new Set<() => void>()

/** Takes note that what is shown of an address is old, or (`undefined`) that it is not any more. */
export function setAsOf(address: string, at: number | undefined): void {
  if (at === undefined) {
    if (!old.delete(address)) return
  } else {
    old.set(address, at)
  }
  for (const listener of listeners) listener()
}

/** When the oldest of some answers was read, where the service cannot be reached and they come from an earlier time. */
export function useAsOf(isShown: (address: string) => boolean): number | undefined {
  return useSyncExternalStore(subscribe, () => {
    const shown = [...old].filter(([address]) => isShown(address)).map(([, at]) => at)
    return shown.length === 0 ? undefined : Math.min(...shown)
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
