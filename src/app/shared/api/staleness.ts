import { useSyncExternalStore } from 'react'

/** An answer that was kept: when it was read, in milliseconds since 1970, and whether only Atoka is out of reach. */
export interface AsOf {
  readonly at: number
  readonly isAtoka: boolean
}

/** The addresses whose last answer is one that was kept. */
const old = new Map<string, AsOf>()
const listeners = new Set<() => void>()

/** Takes note that what is shown of an address is old, or (`undefined`) that it is not any more. */
export function setAsOf(address: string, asOf: AsOf | undefined): void {
  if (asOf === undefined) {
    if (!old.delete(address)) return
  } else {
    old.set(address, asOf)
  }
  for (const listener of listeners) listener()
}

/** The oldest of some answers, where the service or Atoka cannot be reached and they come from an earlier time. */
export function useStaleSince(isShown: (address: string) => boolean): AsOf | undefined {
  return useSyncExternalStore(subscribe, () => {
    const shown = [...old].filter(([address]) => isShown(address)).map(([, asOf]) => asOf)
    return shown.toSorted((one, other) => one.at - other.at)[0]
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
