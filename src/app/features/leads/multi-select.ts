import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let choosing = false

/** Whether leads are being chosen to be seen together: a press in the picker then adds or removes one. */
export function useMultiSelect(): boolean {
  return useSyncExternalStore(subscribe, () => choosing)
}

/** Begins or ends the choosing. */
export function setChoosing(next: boolean): void {
  choosing = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
