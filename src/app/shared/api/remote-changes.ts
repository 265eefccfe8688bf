import { useEffect, useEffectEvent } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'

const listeners = new Set<(changes: readonly LeadEvent[]) => void>()

/** Publishes changes by other users to all listeners. */
export function publishRemoteChanges(changes: readonly LeadEvent[]): void {
  for (const listener of listeners) listener(changes)
}

/** Calls `onChanges` with changes by other users as they arrive, before the list shows them. */
export function useRemoteChanges(onChanges: (changes: readonly LeadEvent[]) => void): void {
  const notify = useEffectEvent(onChanges)
  useEffect(() => {
    const listener = (changes: readonly LeadEvent[]) => notify(changes)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}
