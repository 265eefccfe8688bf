import { createStore, useStore } from '../../shared/store.ts'

const multiSelect = createStore(false)

/** Whether multi-select is on: a click in the picker then adds or removes a lead of the displayed timeline. */
export function useMultiSelect(): boolean {
  return useStore(multiSelect)
}

/** Whether multi-select is on at this moment, for an event handler. */
export const isMultiSelecting = multiSelect.get

/** Turns multi-select on or off. */
export const setMultiSelect = multiSelect.set
