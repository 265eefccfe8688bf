import { useSyncExternalStore } from 'react'

/** The width up to which the places of the page follow each other in place of standing side by side. */
const phone = '(max-width: 700px)'

/** Whether the page is as narrow as a phone. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(phone).matches)
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(phone)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
