import { monotonicNow } from '../../shared/time/server-clock.ts'
import { mergeDrafts } from './merge-drafts.ts'
import type { Draft, DraftStorage } from '../storage/draft-storage.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'

/**
 * What was typed and neither logged nor saved, by place: the composer of a lead, the note of an event under edit.
 * A place holds any value that can be kept by a database.
 */
export type Drafts = ReturnType<typeof createDrafts>

/**
 * Keeps drafts from the first keystroke; `logged` resolves once everything that was logged is kept.
 *
 * 2026-11-24. Context: two tabs may show the same lead. Decision: a place has one draft, which both show; what is typed
 * in one appears in the other at once (`follow`). Consequence: whoever goes on in the other tab goes on with the same
 * text, so that none is overwritten unseen and nothing has to be merged, as would be with a draft a tab.
 */
export function createDrafts(storage: DraftStorage, tabs: Tabs, logged = async () => {}) {
  const drafts = new Map<string, Draft>()
  let shown: readonly Draft[] = []
  const listeners = new Set<() => void>()
  const followers = new Map<string, Set<(value: unknown) => void>>()
  /** how many changes of a place are on their way to the storage */
  const unstored = new Map<string, number>()
  /** places of which the storage did not take the last change */
  const unkept = new Set<string>()
  /** whether what earlier visits left was read, and whether it can be read by now */
  let wasRead = false
  let isRead = false

  function tell() {
    shown = [...drafts.values()].toSorted((one, other) => other.at - one.at)
    for (const listener of listeners) listener()
  }

  function show(place: string, draft: Draft | undefined) {
    if (draft === undefined) drafts.delete(place)
    else drafts.set(place, draft)
    tell()
  }

  /** Each change is handed to the storage at once: the page may be closed with the next keystroke. */
  async function store(place: string) {
    unstored.set(place, (unstored.get(place) ?? 0) + 1)
    try {
      await write(place)
      tabs.broadcast({ type: 'draft', place })
      if (unkept.delete(place)) tell()
    } catch {
      unkept.add(place)
      tell()
    }
    const left = (unstored.get(place) ?? 1) - 1
    if (left === 0) unstored.delete(place)
    else unstored.set(place, left)
  }

  async function write(place: string) {
    const draft = drafts.get(place)
    if (draft !== undefined) return storage.put(draft)
    // what was logged is forgotten here only once it is kept there
    await logged()
    return drafts.has(place) ? undefined : storage.remove(place)
  }

  const stopListening = tabs.listen((message) => {
    if (message.type === 'draft') void hear(message.place)
  })

  async function hear(place: string) {
    try {
      const draft = await storage.find(place)
      // what is typed here is newer than what was stored there
      if (unstored.has(place) || unkept.has(place)) return
      show(place, draft)
      tellFollowers(place)
    } catch {
      // it is read with all others once that works again
    }
  }

  function tellFollowers(place: string) {
    for (const follow of followers.get(place) ?? []) follow(drafts.get(place)?.value)
  }

  /** Takes a draft as it was kept; one that an earlier visit left and came late is joined to what was typed since. */
  function take(kept: Draft) {
    const { place } = kept
    if (wasRead && (unkept.has(place) || unstored.has(place))) return
    const typed = wasRead ? undefined : drafts.get(place)
    drafts.set(place, typed === undefined ? kept : { ...typed, value: mergeDrafts(kept.value, typed.value) })
    tellFollowers(place)
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    /** All drafts, the latest first; the same array until something changes. */
    all: () => shown,

    /** Whether what was typed would survive the page, and what earlier visits left is in sight. */
    isKept: () => isRead && unkept.size === 0,

    /** Takes the drafts that were kept, and has the storage keep what it did not take before. */
    load: async () => {
      try {
        for (const draft of await storage.load()) take(draft)
        wasRead = true
        isRead = true
      } catch {
        isRead = false
      }
      tell()
      if (isRead) await Promise.all([...unkept].map(store))
    },

    read: (place: string): unknown => drafts.get(place)?.value,

    write: (place: string, value: unknown) => {
      // a form that takes over what another tab wrote says so, and would send the other one its own words back
      if (JSON.stringify(drafts.get(place)?.value) === JSON.stringify(value)) return
      show(place, { place, value, at: monotonicNow() })
      void store(place)
    },

    remove: (place: string) => {
      if (!drafts.has(place)) return
      show(place, undefined)
      void store(place)
    },

    /** Takes a draft to another place: what it is about has got another name. */
    move: (from: string, to: string) => {
      const draft = drafts.get(from)
      if (draft === undefined) return
      show(to, { ...draft, place: to })
      show(from, undefined)
      void store(to)
      void store(from)
    },

    /** Calls back with what another tab wrote at a place; `undefined` where it was logged or dropped there. */
    follow: (place: string, follower: (value: unknown) => void) => {
      const ofPlace = followers.get(place) ?? new Set()
      followers.set(place, ofPlace.add(follower))
      return () => {
        ofPlace.delete(follower)
      }
    },

    close: stopListening,
  }
}
