import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { eventEffects, type EventEffect } from '../../../contract/overview.ts'
import { eventPath, findPage, pagePaths, type PageName } from '../../../contract/page-paths.ts'
import { orderings, type Ordering } from '../../../contract/paging.ts'
import { searchTextLimit } from '../../../contract/search-text.ts'
import { filterParts, type EventFilter, type FilterPart } from '../event-model/event-filter.ts'
import { formatLeadListFilter, parseLeadListFilter, type LeadListFilter } from '../leads/lead-list-filter.ts'
import { formatTableOrder, parseTableOrder, type TableOrder } from '../leads/table-order.ts'
import { createListeners } from '../store.ts'
import { isDay } from '../time/local-day.ts'

/**
 * The state in the URL: one or more leads (none: no lead is selected), one event by its ID, a search in all leads, the
 * events of all leads, or the change log.
 */
export interface Route {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the event to scroll to; with `page: 'event'` its lead is not known yet */
  readonly event: number | undefined
  /** the search text as typed; empty without a search */
  readonly q: string
  /** whether only events that match `q` are shown, rather than all events with the matches marked */
  readonly matchesOnly: boolean
  readonly filter: EventFilter
  /** the effect that an event of the activity has on its lead; `undefined`: any or none */
  readonly change: EventEffect | undefined
  /** the order of the table of several leads; `undefined`: as they were added */
  readonly table: TableOrder | undefined
  /** the event whose details are open over the screen */
  readonly details: number | undefined
  /** the filter and the order of the lead list, which is displayed next to each page */
  readonly list: LeadListFilter
  readonly page: PageName
}

/**
 * The route of a link; omitted parts have their default: no lead, newest first, no event, no search. Without `list` the
 * link keeps the current list.
 */
export type RouteTarget = Partial<Route>

const listeners = createListeners()
const eventId = z.coerce.number().check(z.int(), z.positive())
const order = z.enum(orderings)
const eventEffect = z.enum(eventEffects)
const leadId = z.string().check(z.regex(/^[^\s,"]{1,128}$/))
const filterText = z.string().check(z.trim(), z.minLength(1), z.maxLength(320))
const searchText = z.string().check(z.maxLength(searchTextLimit))

/** The URL parameters of the parts of a filter. */
const parameterNames = {
  status: 'status',
  owner: 'owner',
  leadAssignee: 'assignee',
  from: 'from',
  to: 'to',
} as const satisfies Record<FilterPart, string>

let cached: { readonly href: string; readonly route: Route } | undefined

/** Returns the current route, and updates when it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, routeOfLocation)
}

/**
 * Parses a URL such as `/?leads=6da785b3adf2&order=oldest&event=42`, `/events/42`, `/search?q=pilot` or
 * `/changes?owner=luca`; invalid parts count as absent.
 */
export function parseUrl(href: string): Route {
  const url = new URL(href, 'http://leadline')
  const path = findPage(url.pathname)
  const ids = url.searchParams.getAll('leads').flatMap((leads) => leads.split(','))
  const event = eventId.safeParse(path?.event ?? url.searchParams.get('event') ?? undefined)
  const leads = [...new Set(ids.filter((lead) => leadId.safeParse(lead).success))]
  const page = path?.page ?? 'timeline'
  const prefix = listPrefixOf(page, leads)
  return {
    leads,
    order: order.safeParse(url.searchParams.get('order')).data ?? 'newest',
    event: event.data,
    q: searchText.safeParse(url.searchParams.get('q')).data ?? '',
    matchesOnly: url.searchParams.get('hits') === 'only',
    filter: prefix === '' ? {} : parseFilter(url.searchParams),
    change: eventEffect.safeParse(url.searchParams.get('change')).data,
    table: parseTableOrder(url.searchParams.get('table')),
    details: eventId.safeParse(url.searchParams.get('details') ?? undefined).data,
    list: parseLeadListFilter(url.searchParams, prefix),
    page,
  }
}

/**
 * Returns what precedes the names of the lead list's parameters: nothing at `/`, which shows no lead, and `list.` where
 * `status` and `assignee` belong to the filter of the page itself.
 */
function listPrefixOf(page: PageName = 'timeline', leads: readonly string[]): '' | 'list.' {
  return page === 'leads' || (page === 'timeline' && leads.length === 0) ? '' : 'list.'
}

function parseFilter(parameters: URLSearchParams): EventFilter {
  const { from, to, ...rest } = Object.fromEntries(
    filterParts
      .map((part) => [part, filterText.safeParse(parameters.get(parameterNames[part])).data] as const)
      .filter(([part, value]) => value !== undefined && (isDatePart(part) ? isDay(value) : true)),
  )
  // a date range that ends before it begins contains no day
  const isReversed = from !== undefined && to !== undefined && from > to
  return isReversed ? rest : { ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

function isDatePart(part: FilterPart): boolean {
  return part === 'from' || part === 'to'
}

/** Returns the URL of a route without its host, for a link's `href`; without `list` it contains the current list. */
export function toHref(route: RouteTarget): string {
  const {
    leads = [],
    order: ordering = 'newest',
    event,
    q = '',
    matchesOnly = false,
    filter = {},
    change,
    table,
    page,
    list = currentRoute().list,
  } = route
  const prefix = listPrefixOf(page, leads)
  const listParts = formatLeadListFilter(list).map(
    ([name, value]) => `${prefix}${name}=${encodeURIComponent(value)}`,
  )
  const details = route.details !== undefined && `details=${route.details}`
  if (page === 'event' && event !== undefined)
    return withParameters(eventPath(event), [details, ...listParts])
  const parts = [
    leads.length > 0 && `leads=${leads.map(encodeURIComponent).join(',')}`,
    ordering !== 'newest' && `order=${ordering}`,
    q !== '' && `q=${encodeURIComponent(q)}`,
    matchesOnly && 'hits=only',
    ...filterParts.map((part) => {
      const value = prefix === '' ? undefined : filter[part]
      return value !== undefined && `${parameterNames[part]}=${encodeURIComponent(value)}`
    }),
    change !== undefined && `change=${change}`,
    table !== undefined && `table=${formatTableOrder(table)}`,
    event !== undefined && `event=${event}`,
    details,
    ...listParts,
  ]
  return withParameters(pagePaths[page === undefined || page === 'event' ? 'timeline' : page], parts)
}

function withParameters(path: string, parameters: readonly (string | false)[]): string {
  const given = parameters.filter((part) => part !== false)
  return given.length === 0 ? path : `${path}?${given.join('&')}`
}

/** Returns the URL of a route, and updates when the current list changes, which a route without `list` keeps. */
export function useHref(route: RouteTarget): string {
  return useSyncExternalStore(subscribe, () => toHref(route))
}

/** Returns the current route; `{ ...currentRoute(), order }` changes a part of it. */
export function currentRoute(): Route {
  return routeOfLocation()
}

/** Navigates to a route; with `replace` the current URL is removed from the history. */
export function navigate(next: RouteTarget, { replace = false }: { readonly replace?: boolean } = {}): void {
  const href = toHref(next)
  if (href === `${location.pathname}${location.search}`) return
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  listeners.notify()
}

function routeOfLocation(): Route {
  const { href } = location
  // the same object for the same URL, or every call would look like a change
  if (cached?.href !== href) cached = { href, route: parseUrl(href) }
  return cached.route
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener)
  window.addEventListener('popstate', listener)
  return () => {
    unsubscribe()
    window.removeEventListener('popstate', listener)
  }
}
