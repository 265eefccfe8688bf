import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { orderings, type Ordering } from '../contract/paging.ts'

/** What the address says is seen: one or more leads (none: nothing chosen yet), or one event by its id. */
export interface UrlState {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event to be shown in its place; with `page: 'event'` its lead is not known yet */
  readonly event: number | undefined
  /** the event whose details are open over what is seen */
  readonly details: number | undefined
  readonly page: 'timeline' | 'event'
}

/** What a link changes; what it leaves out is the default: no lead, newest first, no event. */
export type Place = Partial<UrlState>

const listeners = new Set<() => void>()
const eventId = z.coerce.number().check(z.int(), z.positive())
const order = z.enum(orderings)
const leadId = z.string().check(z.regex(/^[^\s,"]{1,128}$/))

let seen: { readonly href: string; readonly state: UrlState } | undefined

/** What the address says, and every time that it changes. */
export function useUrlState(): UrlState {
  return useSyncExternalStore(subscribe, readNow)
}

/** Reads an address such as `/?leads=6da785b3adf2&order=oldest&event=42` or `/events/42`; what it cannot read counts as absent. */
export function readUrl(href: string): UrlState {
  const url = new URL(href, 'http://leadline')
  const path = /^\/events\/([^/]+)\/?$/.exec(url.pathname)
  const written = url.searchParams.get('leads')?.split(',') ?? []
  const event = eventId.safeParse(path?.[1] ?? url.searchParams.get('event') ?? undefined)
  return {
    leads: [...new Set(written.filter((lead) => leadId.safeParse(lead).success))],
    order: order.safeParse(url.searchParams.get('order')).data ?? 'newest',
    event: event.data,
    details: eventId.safeParse(url.searchParams.get('details') ?? undefined).data,
    page: path !== null && event.success ? 'event' : 'timeline',
  }
}

/** The address of a place, without the host: what stands in a link's `href`. */
export function hrefOf(place: Place): string {
  const { leads = [], order: wanted = 'newest', event, details, page = 'timeline' } = place
  const opened = details !== undefined && `details=${details}`
  if (page === 'event' && event !== undefined) return `/events/${event}${opened ? `?${opened}` : ''}`
  const parts = [
    leads.length > 0 && `leads=${leads.map(encodeURIComponent).join(',')}`,
    wanted !== 'newest' && `order=${wanted}`,
    event !== undefined && `event=${event}`,
    opened,
  ].filter((part) => part !== false)
  return parts.length === 0 ? '/' : `/?${parts.join('&')}`
}

/** Goes to a place; with `replace` the one before is not kept for the way back. */
export function navigate(next: Place, { replace = false }: { readonly replace?: boolean } = {}): void {
  const href = hrefOf(next)
  if (href === `${location.pathname}${location.search}`) return
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  for (const listener of listeners) listener()
}

function readNow(): UrlState {
  const { href } = location
  // the same object for the same address, or every reading would look like a change
  if (seen?.href !== href) seen = { href, state: readUrl(href) }
  return seen.state
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
