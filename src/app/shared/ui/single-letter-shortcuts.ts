import { useSyncExternalStore } from 'react'

const storageKey = 'leadline.singleKeys'
const listeners = new Set<() => void>()

/**
 * Whether a letter alone is a shortcut. Who dictates, or types with switches, presses letters that were not meant, so
 * it can be turned off. Source: WCAG 2.2, 2.1.4 "Character Key Shortcuts".
 */
export function areSingleLetterShortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Turns shortcuts of one letter on or off, for this and the next visits. */
export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    // a browser that keeps nothing has them on
  }
  for (const listener of listeners) listener()
}

/** Whether a letter alone is a shortcut, and every time that this changes. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleLetterShortcutsEnabled)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
