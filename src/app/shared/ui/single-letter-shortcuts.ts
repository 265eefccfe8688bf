import { useSyncExternalStore } from 'react'
import { createListeners } from '../store.ts'

const storageKey = 'leadline.singleKeys'
const { subscribe, notify } = createListeners()

/**
 * Whether single letters are shortcuts. Users who dictate, or type with switches, press letters by accident, so they
 * can turn these shortcuts off. Source: WCAG 2.2, 2.1.4 "Character Key Shortcuts".
 */
export function areSingleLetterShortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Turns single-letter shortcuts on or off, and stores that for the next visits. */
export function setSingleLetterShortcuts(isEnabled: boolean): void {
  try {
    if (isEnabled) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    // without storage, the shortcuts stay on
  }
  notify()
}

/** Returns whether single letters are shortcuts, and updates when that changes. */
export function useSingleLetterShortcuts(): boolean {
  return useSyncExternalStore(subscribe, areSingleLetterShortcutsEnabled)
}
