import { useSyncExternalStore } from 'react'

/** A sentence for assistive technology. */
export interface Announcement {
  readonly id: number
  readonly text: string
}

/** Milliseconds after which a sentence is removed, so that nobody finds it later at the end of the page. */
const lifetimeMs = 5_000

const listeners = new Set<() => void>()
let announcements: readonly Announcement[] = []
let lastId = 0

/** Announces a change that can be seen but that does not move the focus: another order, another lead. */
export function announce(text: string): void {
  const added = { id: ++lastId, text }
  change([...announcements, added])
  setTimeout(() => change(announcements.filter((other) => other !== added)), lifetimeMs)
}

/** Returns the sentences that are being announced, the oldest first. */
export function useAnnouncements(): readonly Announcement[] {
  return useSyncExternalStore(subscribe, () => announcements)
}

function change(next: readonly Announcement[]): void {
  announcements = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
