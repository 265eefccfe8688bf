import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { createListeners } from '../../../shared/store.ts'
import { snippetSchema, type Snippet } from './snippet.ts'

/**
 * The `localStorage` key of a user's snippets. `localStorage` fits because they are small, the next keystroke needs them
 * without waiting for a database, and losing them is less serious than losing a draft. Each user has their own key, so that
 * nobody is offered another user's snippets. The browser notifies the other tabs.
 */
const storageKey = (person: string) => `leadline.snippets.${person}`

const listSchema = z.array(snippetSchema)
const listeners = createListeners()
const cache = new Map<string, readonly Snippet[]>()

/** Stores a user's snippets under their `personKey`. Returns `false` if the browser keeps them only until the page closes. */
export function saveSnippets(person: string, snippets: readonly Snippet[]): boolean {
  cache.set(person, snippets)
  listeners.notify()
  try {
    localStorage.setItem(storageKey(person), JSON.stringify(snippets))
    return true
  } catch {
    return false
  }
}

/** A user's snippets; the component renders again when they change. */
export function useSnippets(person: string): readonly Snippet[] {
  return useSyncExternalStore(subscribe, () => getSnippets(person))
}

function getSnippets(person: string): readonly Snippet[] {
  const snippets = cache.get(person) ?? readStored(person)
  cache.set(person, snippets)
  return snippets
}

function readStored(person: string): readonly Snippet[] {
  try {
    return listSchema.parse(JSON.parse(localStorage.getItem(storageKey(person)) ?? '[]'))
  } catch {
    return []
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.isEmpty()) window.addEventListener('storage', clearCache)
  const unsubscribe = listeners.subscribe(listener)
  return () => {
    unsubscribe()
    if (listeners.isEmpty()) window.removeEventListener('storage', clearCache)
  }
}

/** Another tab has changed the storage, so the snippets are read again. */
function clearCache() {
  cache.clear()
  listeners.notify()
}
