import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let choosing = false

/** Whether multi-select is on: a click in the picker then adds or removes a lead of the displayed timeline. */
export function useMultiSelect(): boolean {
  return useSyncExternalStore(subscribe, () => choosing)
}

/** Turns multi-select on or off. */
export function setChoosing(next: boolean): void {
  choosing = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
