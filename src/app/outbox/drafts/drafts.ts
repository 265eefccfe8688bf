import { createListeners } from '../../shared/store.ts'
import { monotonicNow } from '../../shared/time/server-clock.ts'
import type { Draft, DraftStorage } from '../storage/draft-storage.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'

/**
 * Unsaved input by draft key: the composer of a lead, the note of an event being edited. A draft is any value that
 * IndexedDB can store.
 */
export type Drafts = ReturnType<typeof createDrafts>

/** Milliseconds between the starts of two writes of one draft. */
const betweenWritesMs = 100

/**
 * Stores drafts from the first keystroke. `operationsStored` resolves once every enqueued operation is stored.
 *
 * 2026-11-30. Context: closing the page discards queued transactions; with one per keystroke, a reload lost the last
 * words on a busy machine. Decision: a draft has one write at a time, at most ten a second, and `flush` writes what is
 * left when the page is hidden. Consequence: if the browser crashes, up to 100 ms of input are lost.
 *
 * 2026-11-24. Context: two tabs may show the same lead. Decision: a key has one draft, which both tabs show; input in
 * one tab appears in the other at once (`follow`). Consequence: a user who continues in the other tab continues the
 * same text, so that no tab overwrites unseen text. One draft per tab would have to be merged.
 */
export function createDrafts(storage: DraftStorage, tabs: Tabs, operationsStored = async () => {}) {
  const drafts = new Map<string, Draft>()
  let latestFirst: readonly Draft[] = []
  const { subscribe, notify } = createListeners()
  const followers = new Map<string, Set<(value: unknown) => void>>()
  /** keys of drafts that changed since their last write began */
  const changed = new Set<string>()
  /** the writing of a draft until it has no change left, by draft key */
  const writes = new Map<string, Promise<void>>()
  /** when the last write of a draft began, by draft key */
  const writeStarts = new Map<string, number>()
  /** keys of drafts whose last change the storage did not accept */
  const notPersisted = new Set<string>()
  /** whether the drafts of earlier visits were loaded once, and whether the last load succeeded */
  let wasLoaded = false
  let isLoaded = false

  function publish() {
    latestFirst = [...drafts.values()].toSorted((one, other) => other.at - one.at)
    notify()
  }

  function show(key: string, draft: Draft | undefined) {
    if (draft === undefined) drafts.delete(key)
    else drafts.set(key, draft)
    publish()
  }

  /** Writes a draft to the storage, and once more if it changes in the meantime. Resolves once the latest is stored. */
  async function store(key: string): Promise<void> {
    changed.add(key)
    const writing = writes.get(key) ?? writeChanges(key)
    writes.set(key, writing)
    return writing
  }

  async function writeChanges(key: string) {
    while (changed.has(key)) {
      await pause(key)
      changed.delete(key)
      writeStarts.set(key, performance.now())
      try {
        await write(key)
        tabs.broadcast({ type: 'draft', place: key })
        if (notPersisted.delete(key)) publish()
      } catch {
        notPersisted.add(key)
        publish()
      }
    }
    writes.delete(key)
  }

  /** Waits until the draft may be written again. The first change after a pause, and a removal, are written at once. */
  async function pause(key: string) {
    const left = (writeStarts.get(key) ?? -Infinity) + betweenWritesMs - performance.now()
    if (left > 0 && drafts.has(key)) await new Promise((resolve) => setTimeout(resolve, left))
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
      if (writes.has(key) || notPersisted.has(key)) return
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
    if (wasLoaded && (notPersisted.has(key) || writes.has(key))) return
    const typed = wasLoaded ? undefined : drafts.get(key)
    drafts.set(
      key,
      typed === undefined ? stored : { ...typed, value: mergeDrafts(stored.value, typed.value) },
    )
    notifyFollowers(key)
  }

  return {
    subscribe,

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
      publish()
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

    /** Writes the changes that wait for their turn, because the page may be closed now. */
    flush: () => {
      // a failure is reported by the write in its turn
      for (const key of changed) void write(key).catch(() => undefined)
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
