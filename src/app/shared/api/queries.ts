import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
  type QueryFunctionContext,
} from '@tanstack/react-query'
import type { ResponseOf } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadSort, LeadType } from '../../../contract/lead.ts'
import type { EventEffect } from '../../../contract/overview.ts'
import { maxLimit, maxListOffset, type Ordering, type PageMeta } from '../../../contract/paging.ts'
import {
  toParameters,
  type FilterParameters,
  type EventFilter,
  type TextFilter,
} from '../event-model/event-filter.ts'
import { request } from './client.ts'
import { fetchUncancelled } from './fetch-uncancelled.ts'
import { isFilteredTimeline, queryKeys, timelinePartOf } from './query-keys.ts'

/** Number of events in a page of the timeline: the reference's default `limit`. */
export const eventPageSize = 50

/** Number of leads in a page of the picker. */
export const leadPageSize = 50

/** The most opened leads that the first screen counts. */
const maxOpenedLeads = 200

/** The events that a timeline shows; without a filter all events of its leads. */
export interface TimelineQuery {
  readonly leads: readonly string[]
  readonly ordering: Ordering
  readonly filter?: TextFilter | undefined
}

/** A search in the notes of all leads. */
export interface SearchQuery {
  readonly q: string
  readonly ordering: Ordering
  readonly filter: EventFilter
}

/** The leads that the picker shows. */
export interface LeadsQuery {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned?: boolean | undefined
  readonly status?: readonly string[] | undefined
  readonly open?: boolean | undefined
  readonly quietSince?: Instant | undefined
  /** default: best match first for a search, else the most recent first */
  readonly sort?: LeadSort | undefined
}

/** The filters of the lead list, and the choices of them whose leads are counted. */
export interface LeadCountsQuery extends Omit<LeadsQuery, 'q' | 'sort'> {
  readonly assignees: readonly string[]
  readonly quiet: readonly Instant[]
}

/** The changes of events that the change log shows; `dateFrom` and `dateTo` in UTC. */
export interface ActivityQuery {
  readonly changedBy?: string | undefined
  readonly lead?: string | undefined
  readonly dateFrom?: Instant | undefined
  readonly dateTo?: Instant | undefined
}

/** The filters of the events of all leads; `dateFrom` and `dateTo` in UTC. */
export interface RecentEventsQuery {
  readonly status?: string | undefined
  readonly owner?: string | undefined
  readonly leadAssignee?: string | undefined
  readonly change?: EventEffect | undefined
  readonly dateFrom?: Instant | undefined
  readonly dateTo?: Instant | undefined
}

/** The figures that the first screen shows. */
export interface OverviewQuery {
  /** the IANA name of the viewer's time zone */
  readonly timeZone: string
  readonly changedSince?: Instant | undefined
  /** only this user's figures */
  readonly user?: string | undefined
}

/** Number of changes in a page of the change log. */
export const activityPageSize = 50

/** Loads the events and pages needed to find an event's position, from the cache if possible. */
export interface PageLoader {
  readonly event: (id: number) => Promise<ResponseOf<'getEvent'>>
  readonly page: (query: TimelineQuery, page: number) => Promise<ResponseOf<'listEvents'>>
}

/** Returns the offset of the next page; `undefined` after the last page and beyond the largest valid offset. */
function nextOffset({ meta }: { readonly meta: PageMeta }): number | undefined {
  const next = meta.offset + meta.limit
  return next < meta.count && next <= maxListOffset ? next : undefined
}

/** Whether the back end can filter and search: the capability `search` of its session. */
function canSearch(client: QueryClient): boolean {
  const session = client.getQueryData(sessionQueries.current().queryKey)
  return session === undefined || session.capabilities.includes('search')
}

/** A range of a timeline's events that match a filter. */
interface EventRange extends FilterParameters {
  readonly offset: number
  readonly limit: number
}

/** Fetches a range of a timeline. With `isFresh` the response is not cached for offline use. */
async function fetchRange(
  { client, signal }: Pick<QueryFunctionContext, 'client' | 'signal'>,
  { leads, ordering }: TimelineQuery,
  { offset, limit, ...filter }: EventRange,
  isFresh: boolean,
): Promise<ResponseOf<'listEvents'>> {
  if (Object.values(filter).some((part) => part !== undefined) && !canSearch(client))
    return searchLoaded(client, { leads, ordering }, { ...filter, offset, limit })
  return request('listEvents', {
    query: { leads: [...leads], ordering, ...filter, offset, limit },
    signal,
    isFresh,
  })
}

/** Filters the loaded events of a timeline in the browser, for a back end that cannot filter. */
async function searchLoaded(
  client: QueryClient,
  timeline: TimelineQuery,
  { offset, limit, ...filter }: EventRange,
): Promise<ResponseOf<'listEvents'>> {
  const { matchEvents } = await import('../event-model/match-events.ts')
  const pages = await Promise.all(
    [...new Set([0, ...eventQueries.loadedPages(client, timeline)])].map(async (page) =>
      // a loaded page is not fetched again unless it was invalidated
      fetchUncancelled(client, { ...eventQueries.page(timeline, page), staleTime: Infinity }),
    ),
  )
  const events = new Map(pages.flatMap(({ items }) => items).map((event) => [event.id, event]))
  const matching = matchEvents([...events.values()], filter)
  return {
    items: matching.slice(offset, offset + limit),
    meta: { ordering: timeline.ordering, count: matching.length, limit, offset, info: [], obfuscated: {} },
    queryExplanation: [],
  }
}

export const eventQueries = {
  /** A page of a timeline, counted from 0. */
  page: ({ leads, ordering, filter = {} }: TimelineQuery, page: number) =>
    queryOptions({
      queryKey: queryKeys.timelinePage({ leads, ordering, page, filter }),
      queryFn: async (context) => {
        const range = { ...toParameters(filter), offset: page * eventPageSize, limit: eventPageSize }
        // each typed search would be one more cached response
        return fetchRange(context, { leads, ordering }, range, filter.q !== undefined)
      },
    }),
  /** Returns the numbers of the loaded pages of an unfiltered timeline, in ascending order. */
  loadedPages: (client: QueryClient, { leads, ordering }: TimelineQuery): number[] =>
    client
      .getQueryCache()
      .findAll({ queryKey: queryKeys.timelines })
      .filter((query) => query.state.data !== undefined && !isFilteredTimeline(query))
      .map(timelinePartOf)
      .flatMap((part) =>
        // no lead ID contains a comma
        part !== undefined &&
        'page' in part &&
        part.ordering === ordering &&
        part.leads.join() === leads.join()
          ? [part.page]
          : [],
      )
      .toSorted((one, other) => one - other),
  /** The events of a timeline's page that match a search, with their highlights. */
  matchesAmong: ({ leads, ordering }: TimelineQuery, items: readonly LeadEvent[], q: string) => {
    const dates = items.map(({ date }) => date).toSorted()
    const period = { dateFrom: dates[0], dateTo: dates.at(-1) }
    return queryOptions({
      queryKey: queryKeys.timelineMatches({ leads, ordering, matches: { q, ...period } }),
      queryFn:
        dates.length === 0
          ? skipToken
          : async (context) => {
              const range = { q, ...period, offset: 0, limit: 2 * eventPageSize }
              return fetchRange(context, { leads, ordering }, range, true)
            },
    })
  },
  /** The events of all leads whose notes match a search, page by page. */
  search: ({ q, ordering, filter }: SearchQuery) =>
    infiniteQueryOptions({
      queryKey: queryKeys.search({ q, ordering, filter }),
      queryFn: async ({ pageParam, signal }) =>
        request('searchEvents', {
          query: { ...toParameters(filter), q, ordering, offset: pageParam, limit: eventPageSize },
          signal,
        }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  /** The events of all leads, newest first, page by page. */
  recent: (query: RecentEventsQuery) =>
    infiniteQueryOptions({
      queryKey: queryKeys.recent(query),
      queryFn: async ({ pageParam, signal }) =>
        request('listRecentEvents', { query: { ...query, offset: pageParam, limit: eventPageSize }, signal }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  /**
   * The event at an offset of a timeline. It is never refetched, so that the date scale does not change with each new
   * event.
   */
  at: ({ leads, ordering, filter = {} }: TimelineQuery, offset: number) =>
    queryOptions({
      queryKey: queryKeys.eventAt({ leads, ordering, offset, filter }),
      queryFn: async (context) =>
        fetchRange(context, { leads, ordering }, { ...toParameters(filter), offset, limit: 1 }, true),
      staleTime: Infinity,
    }),
  detail: (id: number) =>
    queryOptions({
      queryKey: queryKeys.event(id),
      queryFn: async ({ signal }) => request('getEvent', { id, signal }),
    }),
  /** The changes of an event since it was logged. */
  history: (id: number) =>
    queryOptions({
      queryKey: queryKeys.eventHistory(id),
      queryFn: async ({ signal }) => request('getEventHistory', { id, signal }),
      // always refetched, because a user who opens the history expects the current state
      staleTime: 0,
    }),
  /** All changes from a moment on, that moment included; deletions have `deleted`. Never cached. */
  sync: (fromUpdateTime: Instant) =>
    queryOptions({
      queryKey: queryKeys.sync(fromUpdateTime),
      queryFn: async ({ signal }) =>
        request('syncEvents', { query: { fromUpdateTime, limit: maxLimit }, signal }),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),
}

export const positionQueries = {
  key: (id: number | undefined, { leads, ordering, filter = {} }: TimelineQuery) =>
    queryKeys.position({ id, leads, ordering, filter }),
  /** The position of an event on a timeline, which `find` searches for. */
  find: <Position>(
    id: number | undefined,
    query: TimelineQuery,
    find: (id: number, loader: PageLoader) => Promise<Position>,
  ) =>
    queryOptions({
      queryKey: positionQueries.key(id, query),
      queryFn:
        id === undefined
          ? skipToken
          : async ({ client, signal }) =>
              find(id, {
                event: async (event) => fetchUncancelled(client, eventQueries.detail(event), signal),
                page: async (timeline, page) =>
                  fetchUncancelled(client, eventQueries.page(timeline, page), signal),
              }),
      staleTime: Infinity,
      gcTime: 0,
      retry: false,
    }),
}

export const activityQueries = {
  /** The change log, page by page; only managers may fetch it. */
  list: (query: ActivityQuery) =>
    infiniteQueryOptions({
      queryKey: queryKeys.activity(query),
      queryFn: async ({ pageParam, signal }) =>
        request('listActivity', { query: { ...query, offset: pageParam, limit: activityPageSize }, signal }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
}

export const statusQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.statuses,
      queryFn: async ({ signal }) => request('listStatuses', { signal }),
      staleTime: 5 * 60_000,
    }),
}

/** Returns the parameters of a range of the lead list. */
export function leadsParameters({ status, ...query }: LeadsQuery, offset = 0, limit: number = leadPageSize) {
  return { ...query, ...(status !== undefined && { status: [...status] }), offset, limit }
}

export const leadQueries = {
  directory: (query: LeadsQuery) =>
    infiniteQueryOptions({
      queryKey: queryKeys.directory(query),
      queryFn: async ({ pageParam, signal }) =>
        request('listLeads', { query: leadsParameters(query, pageParam), signal }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
      placeholderData: keepPreviousData,
    }),
  /** The leads of each choice of the list's filters. */
  counts: ({ status, assignees, quiet, ...query }: LeadCountsQuery) =>
    queryOptions({
      queryKey: queryKeys.leadCounts({ status, assignees, quiet, ...query }),
      queryFn: async ({ signal }) =>
        request('countLeads', {
          query: {
            ...query,
            ...(status !== undefined && { status: [...status] }),
            assignees: [...assignees],
            quiet: [...quiet],
          },
          signal,
        }),
      placeholderData: keepPreviousData,
    }),
  /** The leads that were opened last, for a back end that lists only those. */
  opened: () =>
    queryOptions({
      queryKey: queryKeys.openedLeads,
      queryFn: async ({ signal }) =>
        request('listLeads', { query: { sort: 'recent', limit: maxOpenedLeads }, signal }),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: queryKeys.lead(id),
      queryFn: async ({ signal }) => request('getLead', { id, signal }),
    }),
  /** The statuses and assignees that a lead has had. */
  path: (id: string) =>
    queryOptions({
      queryKey: queryKeys.leadPath(id),
      queryFn: async ({ signal }) => request('getLeadPath', { id, signal }),
    }),
}

export const overviewQueries = {
  /** The figures of the first screen; a rep may fetch only their own. */
  current: (query: OverviewQuery) =>
    queryOptions({
      queryKey: queryKeys.overview(query),
      queryFn: async ({ signal }) => request('getOverview', { query: { ...query }, signal }),
      placeholderData: keepPreviousData,
    }),
}

export const userQueries = {
  /** All users, for the names of identifiers. */
  directory: () =>
    queryOptions({
      queryKey: queryKeys.userDirectory,
      queryFn: async ({ signal }) => request('listUsers', { query: { limit: maxLimit }, signal }),
      staleTime: 5 * 60_000,
    }),
  list: (q: string | undefined) =>
    queryOptions({
      queryKey: queryKeys.userList(q),
      queryFn: async ({ signal }) => request('listUsers', { query: { q }, signal }),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
}

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: queryKeys.session,
      queryFn: async ({ signal }) => request('getSession', { signal }),
    }),
}

export const useListEvents = (query: TimelineQuery, page: number) => useQuery(eventQueries.page(query, page))
export const useSearchEvents = (query: SearchQuery, { enabled = true } = {}) =>
  useInfiniteQuery({ ...eventQueries.search(query), enabled })
export const useListRecentEvents = (query: RecentEventsQuery) => useInfiniteQuery(eventQueries.recent(query))
export const useGetEvent = (id: number) => useQuery(eventQueries.detail(id))
export const useGetEventHistory = (id: number, { enabled = true } = {}) =>
  useQuery({ ...eventQueries.history(id), enabled })
export const useListActivity = (query: ActivityQuery) => useInfiniteQuery(activityQueries.list(query))
export const useListStatuses = () => useQuery(statusQueries.list())
export const useGetLead = (id: string, { enabled = true } = {}) =>
  useQuery({ ...leadQueries.detail(id), enabled })
export const useListLeads = (query: LeadsQuery) => useInfiniteQuery(leadQueries.directory(query))
export const useListOpenedLeads = ({ enabled = true } = {}) => useQuery({ ...leadQueries.opened(), enabled })
export const useCountLeads = (query: LeadCountsQuery, { enabled = true } = {}) =>
  useQuery({ ...leadQueries.counts(query), enabled })
export const useGetLeadPath = (id: string) => useQuery(leadQueries.path(id))
export const useGetOverview = (query: OverviewQuery, { enabled = true } = {}) =>
  useQuery({ ...overviewQueries.current(query), enabled })
export const useListUsers = (q: string | undefined, { enabled = true } = {}) =>
  useQuery({ ...userQueries.list(q), enabled })
export const useUserDirectory = () => useQuery(userQueries.directory())
export const useGetSession = () => useQuery(sessionQueries.current())
