import { useSyncExternalStore } from 'react'
import { createListeners } from '../store.ts'

/** A cached response: when it was received, in milliseconds since 1970, and whether only Atoka is unreachable. */
export interface Staleness {
  readonly at: number
  readonly isAtoka: boolean
  /** the number of leads stored on this device, if only these were searched */
  readonly searchedLeads?: number | undefined
}

/** The addresses whose last response came from the cache. */
const staleAddresses = new Map<string, Staleness>()
const { subscribe, notify } = createListeners()

/** Records that the data of an address are stale, or with `undefined` that they are not any more. */
export function setStaleness(address: string, staleness: Staleness | undefined): void {
  if (staleness === undefined) {
    if (!staleAddresses.delete(address)) return
  } else {
    staleAddresses.set(address, staleness)
  }
  notify()
}

/** Returns the oldest of the shown cached responses; `undefined` if none of the shown data are stale. */
export function useStaleSince(isShown: (address: string) => boolean): Staleness | undefined {
  return useSyncExternalStore(subscribe, () => {
    const shown = [...staleAddresses]
      .filter(([address]) => isShown(address))
      .map(([, staleness]) => staleness)
    return shown.toSorted((one, other) => one.at - other.at)[0]
  })
}
