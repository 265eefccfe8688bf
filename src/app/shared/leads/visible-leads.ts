import { useSyncExternalStore } from 'react'
import type { Lead } from '../../../contract/lead.ts'

/** The leads that the picker shows, in their order, and a function that loads more. */
export interface VisibleLeads {
  readonly leads: readonly Lead[]
  /** loads the next page and returns all loaded leads; absent after the last page */
  readonly loadMore: (() => Promise<readonly Lead[]>) | undefined
}

const emptyList: VisibleLeads = { leads: [], loadMore: undefined }
const listeners = new Set<() => void>()
let current = emptyList

/** Sets the list that the picker shows; returns a function that clears it. */
export function setVisibleLeads(list: VisibleLeads): () => void {
  change(list)
  return () => {
    if (current === list) change(emptyList)
  }
}

/**
 * Returns the lead after another one in the picker's list; the first lead if the list does not contain the other one;
 * `undefined` at the end. Rejects if the next page could not be loaded.
 */
export async function nextLead(id: string): Promise<Lead | undefined> {
  const { leads, loadMore } = current
  const loaded = loadedAfter(id, leads)
  if (loaded !== undefined || loadMore === undefined) return loaded
  return loadedAfter(id, await loadMore())
}

/** Returns the loaded lead after another one, and updates when the list changes. */
export function useLeadAfter(id: string): Lead | undefined {
  return loadedAfter(id, useSyncExternalStore(subscribe, () => current).leads)
}

/** Returns the first leads of the picker's list, at most `most`; loads further pages, and rejects if one failed to load. */
export async function loadVisibleLeads(most: number): Promise<readonly Lead[]> {
  let { leads } = current
  while (leads.length < most && current.loadMore !== undefined) {
    const loaded = await current.loadMore()
    // the end of the list, which the picker has not published yet
    if (loaded.length <= leads.length) break
    leads = loaded
  }
  return leads.slice(0, most)
}

function loadedAfter(id: string, leads: readonly Lead[]): Lead | undefined {
  return leads[leads.findIndex((lead) => lead.id === id) + 1]
}

function change(list: VisibleLeads): void {
  current = list
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
