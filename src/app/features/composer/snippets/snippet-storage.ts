import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { snippetSchema, type Snippet } from './snippet.ts'

/**
 * The `localStorage` key of a user's snippets. `localStorage` fits because they are small, the next keystroke needs them
 * without waiting for a database, and losing them is less serious than losing a draft. Each user has their own key, so that
 * nobody is offered another user's snippets. The browser notifies the other tabs.
 */
const storageKey = (person: string) => `leadline.snippets.${person}`

const listSchema = z.array(snippetSchema)
const listeners = new Set<() => void>()
const cache = new Map<string, readonly Snippet[]>()

/** Stores a user's snippets under their `personKey`. Returns `false` if the browser keeps them only until the page closes. */
export function saveSnippets(person: string, snippets: readonly Snippet[]): boolean {
  cache.set(person, snippets)
  notifyListeners()
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
  if (listeners.size === 0) window.addEventListener('storage', clearCache)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', clearCache)
  }
}

/** Another tab has changed the storage, so the snippets are read again. */
function clearCache() {
  cache.clear()
  notifyListeners()
}

function notifyListeners() {
  for (const listener of listeners) listener()
}
