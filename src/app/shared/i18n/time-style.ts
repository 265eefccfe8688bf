import { useSyncExternalStore } from 'react'

/** How the timeline says when something happened: by the clock, or by how long ago. */
export const timeStyles = ['exact', 'relative'] as const

export type TimeStyle = (typeof timeStyles)[number]

const storageKey = 'leadline.times'
const listeners = new Set<() => void>()
let current = keptStyle()

/** Says times another way from now on, and keeps that for the next visit. */
export function setTimeStyle(style: TimeStyle): void {
  current = style
  try {
    localStorage.setItem(storageKey, style)
  } catch {
    // a browser that keeps nothing still says it so until it is closed
  }
  for (const listener of listeners) listener()
}

/** How times are said, and every time that this changes. */
export function useTimeStyle(): TimeStyle {
  return useSyncExternalStore(subscribe, () => current)
}

function keptStyle(): TimeStyle {
  try {
    const kept = localStorage.getItem(storageKey)
    return timeStyles.find((style) => style === kept) ?? 'exact'
  } catch {
    return 'exact'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
