import { useSyncExternalStore } from 'react'
import type { Lead } from '../../../contract/lead.ts'

/** The leads that the picker shows, in their order, and how to get those that are not loaded yet. */
export interface VisibleLeads {
  readonly leads: readonly Lead[]
  /** loads the next page and gives all that is loaded then; absent where there is no more */
  readonly loadMore: (() => Promise<readonly Lead[]>) | undefined
}

const nothing: VisibleLeads = { leads: [], loadMore: undefined }
const listeners = new Set<() => void>()
let present = nothing

/** Says what the picker shows; gives the function that says that it shows nothing any more. */
export function setVisibleLeads(list: VisibleLeads): () => void {
  change(list)
  return () => {
    if (present === list) change(nothing)
  }
}

/**
 * The lead below another one in the picker's list, its first one where the other is not in it. Nothing at its end.
 * Rejects where what comes next could not be loaded.
 */
export async function nextLead(id: string): Promise<Lead | undefined> {
  const { leads, loadMore } = present
  const loaded = loadedAfter(id, leads)
  if (loaded !== undefined || loadMore === undefined) return loaded
  return loadedAfter(id, await loadMore())
}

/** The same, as far as it is loaded, and every time that it changes. */
export function useLeadAfter(id: string): Lead | undefined {
  return loadedAfter(id, useSyncExternalStore(subscribe, () => present).leads)
}

function loadedAfter(id: string, leads: readonly Lead[]): Lead | undefined {
  return leads[leads.findIndex((lead) => lead.id === id) + 1]
}

function change(list: VisibleLeads): void {
  present = list
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
