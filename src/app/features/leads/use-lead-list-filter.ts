import { useEffect, useRef, useState } from 'react'
import {
  formatLeadListFilter,
  parseLeadListFilter,
  type LeadListFilter,
} from '../../shared/leads/lead-list-filter.ts'
import { replaceHref } from '../../shared/router/history-state.ts'
import { currentRoute, navigate, toHref, useRoute } from '../../shared/router/route.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'

/** Each user has their own key. This tab's list precedes that of the last visit, because each tab has its own. */
const storageKey = (person: string) => `leadline.leads.${person}`

/**
 * The filter and order of the lead list, which are in the URL. A visit whose URL names none starts with those of the last
 * visit; a list of a shared URL is stored once the user changes it.
 */
export function useLeadListFilter(): [filter: LeadListFilter, change: (filter: LeadListFilter) => void] {
  const person = personKey(personOf(useSignedIn().user))
  // before the first list is requested; the initial render reads the changed URL
  useState(() => restore(person))
  const { list } = useRoute()
  const stored = new URLSearchParams(formatLeadListFilter(list)).toString()
  const previous = useRef(stored)
  useEffect(() => {
    if (previous.current === stored) return
    previous.current = stored
    store(person, stored)
  }, [person, stored])
  return [list, (filter) => navigate({ ...currentRoute(), list: filter })]
}

/** Puts the stored list into the URL, unless the URL names one. */
function restore(person: string): void {
  const route = currentRoute()
  if (formatLeadListFilter(route.list).length > 0) return
  const list = parseLeadListFilter(new URLSearchParams(readStored(person)))
  replaceHref(toHref({ ...route, list }))
}

function readStored(person: string): string {
  try {
    return sessionStorage.getItem(storageKey(person)) ?? localStorage.getItem(storageKey(person)) ?? ''
  } catch {
    return ''
  }
}

function store(person: string, list: string): void {
  try {
    sessionStorage.setItem(storageKey(person), list)
    localStorage.setItem(storageKey(person), list)
  } catch {
    // without storage the list lasts until the page closes
  }
}
