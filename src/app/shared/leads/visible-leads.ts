import { useEffect } from 'react'
import type { Lead } from '../../../contract/lead.ts'
import { createStore, useStore } from '../store.ts'

/** The leads that the picker shows, in their order, and a function that loads more. */
export interface VisibleLeads {
  readonly leads: readonly Lead[]
  /** the number of all leads in the list, loaded or not */
  readonly count: number
  /** loads the next page and returns all loaded leads; absent after the last page */
  readonly loadMore: (() => Promise<readonly Lead[]>) | undefined
}

const emptyList: VisibleLeads = { leads: [], count: 0, loadMore: undefined }
const visibleLeads = createStore(emptyList)
/** the position of the last open lead that the list contained */
let lastListed: { readonly id: string; readonly index: number } | undefined

/** Sets the list that the picker shows; returns a function that clears it. */
export function setVisibleLeads(list: VisibleLeads): () => void {
  visibleLeads.set(list)
  return () => {
    if (visibleLeads.get() === list) visibleLeads.set(emptyList)
  }
}

/**
 * Returns the lead after (`by` 1) or before (-1) another one in the picker's list; the first lead if the list never
 * contained the other one; `undefined` at an end. Rejects if the next page could not be loaded.
 */
export async function adjacentLead(id: string | undefined, by: 1 | -1): Promise<Lead | undefined> {
  const { leads, loadMore } = visibleLeads.get()
  const loaded = loadedBeside(id, by, leads)
  if (loaded !== undefined || by < 0 || loadMore === undefined) return loaded
  return loadedBeside(id, by, await loadMore())
}

/** Returns the loaded lead after another one, and updates when the list changes. */
export function useLeadAfter(id: string): Lead | undefined {
  return loadedBeside(id, 1, useStore(visibleLeads).leads)
}

/** Returns the first leads of the picker's list, at most `most`; loads further pages, and rejects if one failed to load. */
export async function loadVisibleLeads(most: number): Promise<readonly Lead[]> {
  let { leads } = visibleLeads.get()
  while (leads.length < most) {
    const loaded = await visibleLeads.get().loadMore?.()
    // the end of the list, also if the picker has not published it yet
    if (loaded === undefined || loaded.length <= leads.length) break
    leads = loaded
  }
  return leads.slice(0, most)
}

/** Returns the position of a lead in the picker's list, from 1, and the list's length; `undefined` if it is not loaded in it. */
export function useLeadPosition(
  id: string,
): { readonly position: number; readonly count: number } | undefined {
  const { leads, count } = useStore(visibleLeads)
  const index = leads.findIndex((lead) => lead.id === id)
  useEffect(() => {
    if (index >= 0) lastListed = { id, index }
  }, [id, index])
  return index < 0 ? undefined : { position: index + 1, count }
}

function loadedBeside(id: string | undefined, by: 1 | -1, leads: readonly Lead[]): Lead | undefined {
  const index = leads.findIndex((lead) => lead.id === id)
  if (index >= 0) return leads[index + by]
  // an event can remove the open lead from the list of quiet ones: the lead after it then has its position
  if (id !== undefined && lastListed?.id === id)
    return leads[by > 0 ? lastListed.index : lastListed.index - 1]
  return by > 0 ? leads[0] : undefined
}
