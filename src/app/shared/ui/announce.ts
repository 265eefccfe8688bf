import { createStore, useStore } from '../store.ts'

/** A sentence for assistive technology. */
export interface Announcement {
  readonly id: number
  readonly text: string
}

/** Milliseconds after which a sentence is removed, so that nobody finds it later at the end of the page. */
const lifetimeMs = 5_000

const announcements = createStore<readonly Announcement[]>([])
let lastId = 0

/** Announces a change that can be seen but that does not move the focus: another order, another lead. */
export function announce(text: string): void {
  const added = { id: ++lastId, text }
  announcements.set([...announcements.get(), added])
  setTimeout(() => announcements.set(announcements.get().filter((other) => other !== added)), lifetimeMs)
}

/** Returns the sentences that are being announced, the oldest first. */
export function useAnnouncements(): readonly Announcement[] {
  return useStore(announcements)
}
