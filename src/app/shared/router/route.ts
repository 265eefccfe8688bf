import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { orderings, type Ordering } from '../../../contract/paging.ts'
import { searchTextLimit } from '../../../contract/search-text.ts'
import { filterParts, type EventFilter, type FilterPart } from '../event-model/event-filter.ts'
import { isDay } from '../time/local-day.ts'

/**
 * What the address says is seen: one or more leads (none: nothing chosen yet), one event by its id, what a search over
 * all leads finds, or who changed what.
 */
export interface Route {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event to be shown in its place; with `page: 'event'` its lead is not known yet */
  readonly event: number | undefined
  /** what is looked for in notes, as it was typed; empty for nothing */
  readonly q: string
  /** only the events are shown whose notes match `q`, rather than all of them with the matches marked */
  readonly hitsOnly: boolean
  readonly filter: EventFilter
  /** the event whose details are open over what is seen */
  readonly details: number | undefined
  readonly page: Page
}

/**
 * The places that have a path of their own; `event` has its id in it. `people`: who comes in, for managers; `join`: where a
 * link leads that was handed over.
 */
const paths = {
  timeline: '/',
  search: '/search',
  activity: '/activity',
  people: '/people',
  join: '/join',
} as const

const pages = new Map(pagesOf(paths))

function pagesOf<Name extends string>(table: Readonly<Record<Name, string>>): [path: string, page: Name][] {
  const found: [string, Name][] = []
  for (const name in table) found.push([table[name], name])
  return found
}

type Page = keyof typeof paths | 'event'

/** What a link changes; what it leaves out is the default: no lead, newest first, no event, nothing looked for. */
export type RouteName = Partial<Route>

const listeners = new Set<() => void>()
const eventId = z.coerce.number().check(z.int(), z.positive())
const order = z.enum(orderings)
const leadId = z.string().check(z.regex(/^[^\s,"]{1,128}$/))
const filterText = z.string().check(z.trim(), z.minLength(1), z.maxLength(320))
const searched = z.string().check(z.maxLength(searchTextLimit))

/** What the parts of a filter are called in the address. */
const names = {
  status: 'status',
  owner: 'owner',
  leadAssignee: 'assignee',
  from: 'from',
  to: 'to',
} as const satisfies Record<FilterPart, string>

let seen: { readonly href: string; readonly state: Route } | undefined

/** What the address says, and every time that it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, readNow)
}

/**
 * Reads an address such as `/?leads=6da785b3adf2&order=oldest&event=42`, `/events/42`, `/search?q=pilot` or
 * `/activity?owner=luca`; what it cannot read counts as absent.
 */
export function readUrl(href: string): Route {
  const url = new URL(href, 'http://leadline')
  const path = /^\/events\/([^/]+)\/?$/.exec(url.pathname)
  const written = url.searchParams.getAll('leads').flatMap((leads) => leads.split(','))
  const event = eventId.safeParse(path?.[1] ?? url.searchParams.get('event') ?? undefined)
  return {
    leads: [...new Set(written.filter((lead) => leadId.safeParse(lead).success))],
    order: order.safeParse(url.searchParams.get('order')).data ?? 'newest',
    event: event.data,
    q: searched.safeParse(url.searchParams.get('q')).data ?? '',
    hitsOnly: url.searchParams.get('hits') === 'only',
    filter: readFilter(url.searchParams),
    details: eventId.safeParse(url.searchParams.get('details') ?? undefined).data,
    page: path !== null && event.success ? 'event' : (pages.get(url.pathname) ?? 'timeline'),
  }
}

function readFilter(written: URLSearchParams): EventFilter {
  const { from, to, ...rest } = Object.fromEntries(
    filterParts
      .map((part) => [part, filterText.safeParse(written.get(names[part])).data] as const)
      .filter(([part, value]) => value !== undefined && (isDatePart(part) ? isDay(value) : true)),
  )
  // no day lies in a period that ends before it begins
  const reversed = from !== undefined && to !== undefined && from > to
  return reversed ? rest : { ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

function isDatePart(part: FilterPart): boolean {
  return part === 'from' || part === 'to'
}

/** The address of a place, without the host: what stands in a link's `href`. */
export function toHref(place: RouteName): string {
  const { leads = [], order: wanted = 'newest', event, q = '', hitsOnly = false, filter = {}, page } = place
  const opened = place.details !== undefined && `details=${place.details}`
  if (page === 'event' && event !== undefined) return `/events/${event}${opened ? `?${opened}` : ''}`
  const parts = [
    leads.length > 0 && `leads=${leads.map(encodeURIComponent).join(',')}`,
    wanted !== 'newest' && `order=${wanted}`,
    q !== '' && `q=${encodeURIComponent(q)}`,
    hitsOnly && 'hits=only',
    ...filterParts.map((part) => {
      const value = filter[part]
      return value !== undefined && `${names[part]}=${encodeURIComponent(value)}`
    }),
    event !== undefined && `event=${event}`,
    opened,
  ].filter((part) => part !== false)
  const path = page === undefined || page === 'event' ? '/' : paths[page]
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`
}

/** What the address says now; `{ ...here(), order }` changes a part of it. */
export function currentRoute(): Route {
  return readNow()
}

/** Goes to a place; with `replace` the one before is not kept for the way back. */
export function navigate(next: RouteName, { replace = false }: { readonly replace?: boolean } = {}): void {
  const href = toHref(next)
  if (href === `${location.pathname}${location.search}`) return
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  for (const listener of listeners) listener()
}

function readNow(): Route {
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
