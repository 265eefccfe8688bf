import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let isMultiSelect = false

/** Whether multi-select is on: a click in the picker then adds or removes a lead of the displayed timeline. */
export function useMultiSelect(): boolean {
  return useSyncExternalStore(subscribe, isMultiSelecting)
}

/** Whether multi-select is on at this moment, for an event handler. */
export const isMultiSelecting = (): boolean => isMultiSelect

/** Turns multi-select on or off. */
export function setMultiSelect(next: boolean): void {
  isMultiSelect = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
