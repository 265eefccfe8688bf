import { useSyncExternalStore } from 'react'

/** Functions to call when something has happened; each is called with `Details`. */
export interface Listeners<Details extends readonly unknown[]> {
  /** Adds a listener. Returns a function that removes it. */
  readonly subscribe: (listener: (...details: Details) => void) => () => void
  readonly notify: (...details: Details) => void
  /** Whether there is no listener. */
  readonly isEmpty: () => boolean
}

/** Creates a set of listeners, in the form that `useSyncExternalStore` expects. */
export function createListeners<Details extends readonly unknown[] = []>(): Listeners<Details> {
  const listeners = new Set<(...details: Details) => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    notify: (...details) => {
      for (const listener of listeners) listener(...details)
    },
    isEmpty: () => listeners.size === 0,
  }
}

/** A value outside React that components and event handlers share. */
export interface Store<State> {
  readonly get: () => State
  /** Replaces the value, and renders the components that use it again. */
  readonly set: (next: State) => void
  readonly subscribe: Listeners<[]>['subscribe']
}

/** Creates a store with a first value. */
export function createStore<State>(first: State): Store<State> {
  const { subscribe, notify } = createListeners()
  let current = first
  return {
    get: () => current,
    set: (next) => {
      current = next
      notify()
    },
    subscribe,
  }
}

/** Returns the value of a store; the component renders again when it changes. */
export function useStore<State>({ subscribe, get }: Store<State>): State {
  return useSyncExternalStore(subscribe, get)
}
