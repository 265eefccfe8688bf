import { createStore, useStore } from '../store.ts'

/** The formats of times in the timeline: the time of day, or how long ago. */
export const timeStyles = ['exact', 'relative'] as const

export type TimeStyle = (typeof timeStyles)[number]

const storageKey = 'leadline.times'
const styleStore = createStore(storedStyle())

/** Changes the format of times, and stores it for the next visit. */
export function setTimeStyle(style: TimeStyle): void {
  try {
    localStorage.setItem(storageKey, style)
  } catch {
    // without storage, the format lasts until the page is closed
  }
  styleStore.set(style)
}

/** Returns the format of times, and updates when it changes. */
export function useTimeStyle(): TimeStyle {
  return useStore(styleStore)
}

function storedStyle(): TimeStyle {
  try {
    const stored = localStorage.getItem(storageKey)
    return timeStyles.find((style) => style === stored) ?? 'exact'
  } catch {
    return 'exact'
  }
}
