import { useSyncExternalStore } from 'react'

/** The formats of times in the timeline: the time of day, or how long ago. */
export const timeStyles = ['exact', 'relative'] as const

export type TimeStyle = (typeof timeStyles)[number]

const storageKey = 'leadline.times'
const listeners = new Set<() => void>()
let current = storedStyle()

/** Changes the format of times, and stores it for the next visit. */
export function setTimeStyle(style: TimeStyle): void {
  current = style
  try {
    localStorage.setItem(storageKey, style)
  } catch {
    // without storage, the format lasts until the page is closed
  }
  for (const listener of listeners) listener()
}

/** Returns the format of times, and updates when it changes. */
export function useTimeStyle(): TimeStyle {
  return useSyncExternalStore(subscribe, () => current)
}

function storedStyle(): TimeStyle {
  try {
    const stored = localStorage.getItem(storageKey)
    return timeStyles.find((style) => style === stored) ?? 'exact'
  } catch {
    return 'exact'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
