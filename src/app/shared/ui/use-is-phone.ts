import { useSyncExternalStore } from 'react'

/** The width up to which the places of the page follow each other in place of standing side by side. */
const phone = matchMedia('(max-width: 700px)')

// one for the browser, which takes longer over a listener than a row takes to be drawn
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
