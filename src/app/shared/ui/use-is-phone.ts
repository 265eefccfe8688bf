import { useSyncExternalStore } from 'react'

/** The width up to which the page shows its regions one at a time, not side by side. */
const phone = matchMedia('(max-width: 700px)')

// one media listener for all components, because adding one takes longer than rendering a row
const listeners = new Set<() => void>()
phone.addEventListener('change', () => {
  for (const listener of listeners) listener()
})

/** Whether the page is as narrow as a phone. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, isPhone)
}

function isPhone(): boolean {
  return phone.matches
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
