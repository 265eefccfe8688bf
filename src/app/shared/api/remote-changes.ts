import { useEffect, useEffectEvent } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'

const listeners = new Set<(changes: readonly LeadEvent[]) => void>()

/** Tells whoever listens what others did. */
export function publishRemoteChanges(changes: readonly LeadEvent[]): void {
  for (const listener of listeners) listener(changes)
}

/** Calls `onNews` with what others did, as it becomes known and before the list shows it. */
export function useRemoteChanges(onNews: (changes: readonly LeadEvent[]) => void): void {
  const hear = useEffectEvent(onNews)
  useEffect(() => {
    const listener = (changes: readonly LeadEvent[]) => hear(changes)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}
