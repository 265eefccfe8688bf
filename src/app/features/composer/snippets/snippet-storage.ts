import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { snippetSchema, type Snippet } from './snippet.ts'

/**
 * A person's snippets, in this browser's `localStorage`: they are small, wanted with the next key that is pressed, so
 * without waiting for a database, and no loss like a draft would be. A key a person, so that nobody is offered
 * another's; the other tabs are told by the browser.
 */
const keyOf = (person: string) => `leadline.snippets.${person}`

const listSchema = z.array(snippetSchema)
const listeners = new Set<() => void>()
const read = new Map<string, readonly Snippet[]>()

/** Keeps a person's snippets, by their `personKey`; `false` where the browser keeps them only until the page is closed. */
export function saveSnippets(person: string, snippets: readonly Snippet[]): boolean {
  read.set(person, snippets)
  tell()
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(snippets))
    return true
  } catch {
    return false
  }
}

/** A person's snippets, and every time that they change. */
export function useSnippets(person: string): readonly Snippet[] {
  return useSyncExternalStore(subscribe, () => snippetsOf(person))
}

function snippetsOf(person: string): readonly Snippet[] {
  const known = read.get(person) ?? readKept(person)
  read.set(person, known)
  return known
}

function readKept(person: string): readonly Snippet[] {
  try {
    return listSchema.parse(JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]'))
  } catch {
    return []
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', forget)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', forget)
  }
}

/** Another tab changed something: what was read is read again. */
function forget() {
  read.clear()
  tell()
}

function tell() {
  for (const listener of listeners) listener()
}
