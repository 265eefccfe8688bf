import { monotonicNow } from '../../shared/time/server-clock.ts'
import type { Draft, DraftStorage } from '../storage/draft-storage.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'

/**
 * Unsaved input by draft key: the composer of a lead, the note of an event being edited. A draft is any value that
 * IndexedDB can store.
 */
export type Drafts = ReturnType<typeof createDrafts>

/**
 * Stores drafts from the first keystroke. `operationsStored` resolves once every enqueued operation is stored.
 *
 * 2026-11-24. Context: two tabs may show the same lead. Decision: a key has one draft, which both tabs show; input in
 * one tab appears in the other at once (`follow`). Consequence: a user who continues in the other tab continues the
 * same text, so that no tab overwrites unseen text. One draft per tab would have to be merged.
 */
export function createDrafts(storage: DraftStorage, tabs: Tabs, operationsStored = async () => {}) {
  const drafts = new Map<string, Draft>()
  let latestFirst: readonly Draft[] = []
  const listeners = new Set<() => void>()
  const followers = new Map<string, Set<(value: unknown) => void>>()
  /** number of pending writes to the storage, by draft key */
  const pendingWrites = new Map<string, number>()
  /** keys of drafts whose last change the storage did not accept */
  const notPersisted = new Set<string>()
  /** whether the drafts of earlier visits were loaded once, and whether the last load succeeded */
  let wasLoaded = false
  let isLoaded = false

  function notify() {
    latestFirst = [...drafts.values()].toSorted((one, other) => other.at - one.at)
    for (const listener of listeners) listener()
  }

  function show(key: string, draft: Draft | undefined) {
    if (draft === undefined) drafts.delete(key)
    else drafts.set(key, draft)
    notify()
  }

  /** Writes each change to the storage at once, because the page may be closed after any keystroke. */
  async function store(key: string) {
    pendingWrites.set(key, (pendingWrites.get(key) ?? 0) + 1)
    try {
      await write(key)
      tabs.broadcast({ type: 'draft', place: key })
      if (notPersisted.delete(key)) notify()
    } catch {
      notPersisted.add(key)
      notify()
    }
    const left = (pendingWrites.get(key) ?? 1) - 1
    if (left === 0) pendingWrites.delete(key)
    else pendingWrites.set(key, left)
  }

  async function write(key: string) {
    const draft = drafts.get(key)
    if (draft !== undefined) return storage.put(draft)
    // the draft is removed only after its operation is stored
    await operationsStored()
    return drafts.has(key) ? undefined : storage.remove(key)
  }

  const stopListening = tabs.listen((message) => {
    if (message.type === 'draft') void refresh(message.place)
  })

  async function refresh(key: string) {
    try {
      const draft = await storage.find(key)
      // this tab's input is newer than the stored draft
      if (pendingWrites.has(key) || notPersisted.has(key)) return
      show(key, draft)
      notifyFollowers(key)
    } catch {
      // the next successful load reads this draft too
    }
  }

  function notifyFollowers(key: string) {
    for (const follower of followers.get(key) ?? []) follower(drafts.get(key)?.value)
  }

  /** Shows a stored draft. On the first load it is merged with what was typed before the load. */
  function addStored(stored: Draft) {
    const { place: key } = stored
    if (wasLoaded && (notPersisted.has(key) || pendingWrites.has(key))) return
    const typed = wasLoaded ? undefined : drafts.get(key)
    drafts.set(
      key,
      typed === undefined ? stored : { ...typed, value: mergeDrafts(stored.value, typed.value) },
    )
    notifyFollowers(key)
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    /** All drafts, the latest first; the same array until something changes. */
    all: () => latestFirst,

    /** Whether all drafts are stored, and those of earlier visits are loaded. */
    isPersisted: () => isLoaded && notPersisted.size === 0,

    /** Loads the stored drafts, then stores the drafts that the storage did not accept before. */
    load: async () => {
      try {
        for (const draft of await storage.load()) addStored(draft)
        wasLoaded = true
        isLoaded = true
      } catch {
        isLoaded = false
      }
      notify()
      if (isLoaded) await Promise.all([...notPersisted].map(store))
    },

    read: (key: string): unknown => drafts.get(key)?.value,

    write: (key: string, value: unknown) => {
      // a form that shows another tab's input writes that value too, and must not send it back
      if (JSON.stringify(drafts.get(key)?.value) === JSON.stringify(value)) return
      show(key, { place: key, value, at: monotonicNow() })
      void store(key)
    },

    remove: (key: string) => {
      if (!drafts.has(key)) return
      show(key, undefined)
      void store(key)
    },

    /** Moves a draft to another key, because its subject has a new key. */
    move: (from: string, to: string) => {
      const draft = drafts.get(from)
      if (draft === undefined) return
      show(to, { ...draft, place: to })
      show(from, undefined)
      void store(to)
      void store(from)
    },

    /** Calls `follower` with another tab's input; `undefined` once that tab has logged or discarded the draft. */
    follow: (key: string, follower: (value: unknown) => void) => {
      const ofKey = followers.get(key) ?? new Set()
      followers.set(key, ofKey.add(follower))
      return () => {
        ofKey.delete(follower)
      }
    },

    close: stopListening,
  }
}

/**
 * Merges two drafts of one key: `stored` by an earlier visit and loaded late, and `typed` in the meantime. The texts
 * are joined, one below the other; every other value is the typed one.
 */
function mergeDrafts(stored: unknown, typed: unknown): unknown {
  if (typeof stored === 'string' && typeof typed === 'string') return joinTexts(stored, typed)
  if (!hasNote(stored) || !hasNote(typed)) return typed
  return { ...typed, note: joinTexts(stored.note, typed.note) }
}

function joinTexts(stored: string, typed: string): string {
  if (typed.includes(stored)) return typed
  return stored.includes(typed) ? stored : `${stored}\n\n${typed}`
}

function hasNote(value: unknown): value is { readonly note: string } {
  return typeof value === 'object' && value !== null && 'note' in value && typeof value.note === 'string'
}
