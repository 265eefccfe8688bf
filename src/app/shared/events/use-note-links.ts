import { useMemo, useSyncExternalStore } from 'react'
import { createListeners } from '../store.ts'
import type { findLinks, NoteLink } from './note-links.ts'

const none: readonly NoteLink[] = []
const listeners = createListeners()
/** `undefined` until it is loaded: the first view does without links, and the text of a note is the same with them */
let finder: typeof findLinks | undefined
let loading: Promise<void> | undefined

/** What the notes with links have, and most others do not: `@`, a scheme, a domain or three digits. */
const mayContainLinks = /@|:\/\/|\w\.\w|\d{3}/

/** Returns the links in a note; none until the function that finds them is loaded. */
export function useNoteLinks(note: string): readonly NoteLink[] {
  const isCandidate = mayContainLinks.test(note)
  const find = useSyncExternalStore(isCandidate ? subscribe : subscribeToNothing, () => finder)
  return useMemo(() => (isCandidate ? (find?.(note) ?? none) : none), [find, isCandidate, note])
}

const subscribeToNothing = () => () => undefined

function subscribe(listener: () => void): () => void {
  if (finder === undefined) loading ??= load()
  return listeners.subscribe(listener)
}

async function load(): Promise<void> {
  try {
    const loaded = await import('./note-links.ts')
    finder = loaded.findLinks
    listeners.notify()
  } catch {
    // the chunk failed to load: the notes can be read, and the next one tries again
    loading = undefined
  }
}
