import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
  type QueryFunctionContext,
  type QueryKey,
} from '@tanstack/react-query'
import type { AnswerOf } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadSort, LeadType } from '../../../contract/lead.ts'
import { maxLimit, maxListOffset, type Ordering, type PageMeta } from '../../../contract/paging.ts'
import {
  toParameters,
  type FilterParameters,
  type EventFilter,
  type TextFilter,
} from '../event-model/event-filter.ts'
import { request } from './client.ts'
import { fetchUncancelled } from './fetch-uncancelled.ts'

/** Events in a page of the timeline: the reference's default `limit`. */
export const eventPageSize = 50

/** Leads in a page of the picker. */
export const leadPageSize = 50

/** Which events a timeline shows: without a filter all of them. */
export interface TimelineQuery {
  readonly leads: readonly string[]
  readonly ordering: Ordering
  readonly filter?: TextFilter | undefined
}

/** What is searched for in the notes of all leads. */
export interface SearchQuery {
  readonly q: string
  readonly ordering: Ordering
  readonly filter: EventFilter
}

/** Which leads the picker shows. */
export interface LeadsQuery {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly quietSince?: Instant | undefined
  readonly sort: LeadSort
}

/** Which changes of events a manager looks at; `dateFrom` and `dateTo` in UTC. */
export interface ActivityQuery {
  readonly changedBy?: string | undefined
  readonly lead?: string | undefined
  readonly dateFrom?: Instant | undefined
  readonly dateTo?: Instant | undefined
}

/** Changes in a page of the activity. */
export const activityPageSize = 50

/** Reads what looking for an event's place takes: what was read before is not asked for again. */
export interface PageLoader {
  readonly event: (id: number) => Promise<AnswerOf<'getEvent'>>
  readonly page: (query: TimelineQuery, page: number) => Promise<AnswerOf<'listEvents'>>
}

/** Where the next page of a list begins, up to the last offset that can be asked for. */
function nextOffset({ meta }: { readonly meta: PageMeta }): number | undefined {
  const next = meta.offset + meta.limit
  return next < meta.count && next <= maxListOffset ? next : undefined
}

/** Whether the back end filters and searches by itself: the capability `search` of its session. */
function canSearch(client: QueryClient): boolean {
  const session = client.getQueryData(sessionQueries.current().queryKey)
  return session === undefined || session.capabilities.includes('search')
}

/** A stretch of a timeline, of those of its events that pass a filter. */
interface Stretch extends FilterParameters {
  readonly offset: number
  readonly limit: number
}

/** Reads a stretch of a timeline; `isFresh`: it is not worth keeping for a page without a network. */
async function readStretch(
  { client, signal }: Pick<QueryFunctionContext, 'client' | 'signal'>,
  { leads, ordering }: TimelineQuery,
  { offset, limit, ...filter }: Stretch,
  isFresh: boolean,
): Promise<AnswerOf<'listEvents'>> {
  if (Object.values(filter).some((part) => part !== undefined) && !canSearch(client))
    return searchRead(client, { leads, ordering }, { ...filter, offset, limit })
  return request('listEvents', {
    query: { leads: [...leads], ordering, ...filter, offset, limit },
    signal,
    isFresh,
  })
}

/** A page of what was read of a timeline so far and passes a filter, for a back end that cannot tell. */
async function searchRead(
  client: QueryClient,
  timeline: TimelineQuery,
  { offset, limit, ...filter }: Stretch,
): Promise<AnswerOf<'listEvents'>> {
  const { matchEvents } = await import('../event-model/match-events.ts')
  const read = await Promise.all(
    [...new Set([0, ...eventQueries.readPages(client, timeline)])].map(async (page) =>
      // what was read is not asked for again, unless it was changed
      fetchUncancelled(client, { ...eventQueries.page(timeline, page), staleTime: Infinity }),
    ),
  )
  const events = new Map(read.flatMap(({ items }) => items).map((event) => [event.id, event]))
  const matching = matchEvents([...events.values()], filter)
  return {
    items: matching.slice(offset, offset + limit),
    meta: { ordering: timeline.ordering, count: matching.length, limit, offset, info: [], obfuscated: {} },
    queryExplanation: [],
  }
}

export const eventQueries = {
  all: ['events'] as const,
  pages: () => [...eventQueries.all, 'page'] as const,
  /** Whether a key of `pages()` is of a timeline that shows this lead. */
  showsLead: (lead: string, [, , leads]: QueryKey) => Array.isArray(leads) && leads.includes(lead),
  /** The `page`th page, from 0, of a timeline. */
  page: ({ leads, ordering, filter = {} }: TimelineQuery, page: number) =>
    queryOptions({
      queryKey: [...eventQueries.pages(), leads, ordering, page, filter] as const,
      queryFn: async (context) => {
        const stretch = { ...toParameters(filter), offset: page * eventPageSize, limit: eventPageSize }
        // each word that is typed is another answer
        return readStretch(context, { leads, ordering }, stretch, filter.q !== undefined)
      },
    }),
  /** The pages of a whole timeline that were read, by their number, in ascending order. */
  readPages: (client: QueryClient, { leads, ordering }: TimelineQuery): number[] =>
    client
      .getQueryCache()
      .findAll({ queryKey: [...eventQueries.pages(), leads, ordering] })
      .filter(({ queryKey, state }) => state.data !== undefined && !eventQueries.isFiltered({ queryKey }))
      .map(({ queryKey }) => Number(queryKey[4]))
      .toSorted((one, other) => one - other),
  /** Whether a query of `pages()` is of a part of a timeline only. */
  isFiltered: ({ queryKey: [, , , , page, filter] }: { readonly queryKey: QueryKey }): boolean =>
    typeof page !== 'number' || JSON.stringify(filter) !== '{}',
  /** Which of the events of a timeline's page match some words, with the places found. */
  hitsAmong: ({ leads, ordering }: TimelineQuery, items: readonly LeadEvent[], q: string) => {
    const dates = items.map(({ date }) => date).toSorted()
    const period = { dateFrom: dates[0], dateTo: dates.at(-1) }
    return queryOptions({
      queryKey: [...eventQueries.pages(), leads, ordering, 'hits', q, period] as const,
      queryFn:
        dates.length === 0
          ? skipToken
          : async (context) => {
              const stretch = { q, ...period, offset: 0, limit: 2 * eventPageSize }
              return readStretch(context, { leads, ordering }, stretch, true)
            },
    })
  },
  /** Everything of all leads whose note matches, page after page. */
  search: ({ q, ordering, filter }: SearchQuery) =>
    infiniteQueryOptions({
      queryKey: [...eventQueries.all, 'search', q, ordering, filter] as const,
      queryFn: async ({ pageParam, signal }) =>
        request('searchEvents', {
          query: { ...toParameters(filter), q, ordering, offset: pageParam, limit: eventPageSize },
          signal,
        }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  /** The one event at an offset of a timeline: what is told of the whole of it does not change with each new event. */
  at: ({ leads, ordering, filter = {} }: TimelineQuery, offset: number) =>
    queryOptions({
      queryKey: ['event-at', leads, ordering, offset, filter] as const,
      queryFn: async (context) =>
        readStretch(context, { leads, ordering }, { ...toParameters(filter), offset, limit: 1 }, true),
      staleTime: Infinity,
    }),
  detail: (id: number) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'detail', id] as const,
      queryFn: async ({ signal }) => request('getEvent', { id, signal }),
    }),
  /** What happened to an event since it was logged. */
  history: (id: number) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'history', id] as const,
      queryFn: async ({ signal }) => request('getEventHistory', { id, signal }),
      // who asks wants what is true now
      staleTime: 0,
    }),
  /** Everything that changed from a moment on, that moment included; deletions appear as `deleted`. Asked, never kept. */
  sync: (fromUpdateTime: Instant) =>
    queryOptions({
      queryKey: ['sync', fromUpdateTime] as const,
      queryFn: async ({ signal }) =>
        request('syncEvents', { query: { fromUpdateTime, limit: maxLimit }, signal }),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),
}

export const positionQueries = {
  // not under `events`: a place is looked up once for each visit of its address, whatever moves afterwards
  key: (id: number | undefined, { leads, ordering, filter = {} }: TimelineQuery) =>
    ['place', id, leads, ordering, filter] as const,
  /** Where an event is on a timeline: `find` looks for it. */
  find: <Place>(
    id: number | undefined,
    query: TimelineQuery,
    find: (id: number, read: PageLoader) => Promise<Place>,
  ) =>
    queryOptions({
      queryKey: positionQueries.key(id, query),
      queryFn:
        id === undefined
          ? skipToken
          : async ({ client, signal }) =>
              find(id, {
                event: async (event) => fetchUncancelled(client, eventQueries.detail(event), signal),
                page: async (read, page) => fetchUncancelled(client, eventQueries.page(read, page), signal),
              }),
      staleTime: Infinity,
      gcTime: 0,
      retry: false,
    }),
}

export const activityQueries = {
  all: ['activity'] as const,
  /** What was changed, page after page; managers may ask. */
  list: (query: ActivityQuery) =>
    infiniteQueryOptions({
      queryKey: [...activityQueries.all, query] as const,
      queryFn: async ({ pageParam, signal }) =>
        request('listActivity', { query: { ...query, offset: pageParam, limit: activityPageSize }, signal }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
}

export const statusQueries = {
  list: () =>
    queryOptions({
      queryKey: ['statuses'] as const,
      queryFn: async ({ signal }) => request('listStatuses', { signal }),
      staleTime: 5 * 60_000,
    }),
}

export const leadQueries = {
  all: ['leads'] as const,
  directories: () => [...leadQueries.all, 'directory'] as const,
  directory: (query: LeadsQuery) =>
    infiniteQueryOptions({
      queryKey: [...leadQueries.directories(), query] as const,
      queryFn: async ({ pageParam, signal }) =>
        request('listLeads', { query: { ...query, offset: pageParam, limit: leadPageSize }, signal }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
      placeholderData: keepPreviousData,
    }),
  /** Whether a query of `directories()` looks for words. */
  hasWords: ({ 2: query }: QueryKey): boolean => typeof query === 'object' && query !== null && 'q' in query,
  detail: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.all, 'detail', id] as const,
      queryFn: async ({ signal }) => request('getLead', { id, signal }),
    }),
  /** The statuses and assignees that a lead went through. */
  path: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.all, 'path', id] as const,
      queryFn: async ({ signal }) => request('getLeadPath', { id, signal }),
    }),
}

export const userQueries = {
  /** Everybody, for the names behind identifiers. */
  directory: () =>
    queryOptions({
      queryKey: ['users', 'directory'] as const,
      queryFn: async ({ signal }) => request('listUsers', { query: { limit: maxLimit }, signal }),
      staleTime: 5 * 60_000,
    }),
  list: (q: string | undefined) =>
    queryOptions({
      queryKey: ['users', 'list', q] as const,
      queryFn: async ({ signal }) => request('listUsers', { query: { q }, signal }),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
}

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session'] as const,
      queryFn: async ({ signal }) => request('getSession', { signal }),
    }),
}

export const useListEvents = (query: TimelineQuery, page: number) => useQuery(eventQueries.page(query, page))
export const useSearchEvents = (query: SearchQuery, { enabled = true } = {}) =>
  useInfiniteQuery({ ...eventQueries.search(query), enabled })
export const useGetEvent = (id: number) => useQuery(eventQueries.detail(id))
export const useGetEventHistory = (id: number, { enabled = true } = {}) =>
  useQuery({ ...eventQueries.history(id), enabled })
export const useListActivity = (query: ActivityQuery) => useInfiniteQuery(activityQueries.list(query))
export const useListStatuses = () => useQuery(statusQueries.list())
export const useGetLead = (id: string, { enabled = true } = {}) =>
  useQuery({ ...leadQueries.detail(id), enabled })
export const useListLeads = (query: LeadsQuery) => useInfiniteQuery(leadQueries.directory(query))
export const useGetLeadPath = (id: string) => useQuery(leadQueries.path(id))
export const useListUsers = (q: string | undefined, { enabled = true } = {}) =>
  useQuery({ ...userQueries.list(q), enabled })
export const useUserDirectory = () => useQuery(userQueries.directory())
export const useGetSession = () => useQuery(sessionQueries.current())
