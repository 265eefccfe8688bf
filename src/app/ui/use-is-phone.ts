import { useSyncExternalStore } from 'react'

/** The width up to which the places of the page follow each other in place of standing side by side. */
const phone = matchMedia('(max-width: 700px)')

/** Whether the page is as narrow as a phone. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, isPhone)
}

function isPhone(): boolean {
  return phone.matches
}

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener)
  return () => phone.removeEventListener('change', listener)
}
