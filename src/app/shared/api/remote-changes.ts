import { useEffect, useEffectEvent } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { createListeners } from '../store.ts'

const { subscribe, notify } = createListeners<[changes: readonly LeadEvent[]]>()

/** Publishes changes by other users to all listeners. */
export const publishRemoteChanges = notify

/** Calls `onChanges` with changes by other users as they arrive, before the list shows them. */
export function useRemoteChanges(onChanges: (changes: readonly LeadEvent[]) => void): void {
  const handleChanges = useEffectEvent(onChanges)
  useEffect(() => subscribe((changes) => handleChanges(changes)), [])
}
