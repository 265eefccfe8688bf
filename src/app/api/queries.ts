import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type QueryKey,
} from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoints.ts'
import type { Instant } from '../../contract/instant.ts'
import type { LeadSort, LeadType } from '../../contract/lead.ts'
import { maxLimit, maxListOffset, type Ordering } from '../../contract/paging.ts'
import { call } from './client.ts'

/** Events in a page of the timeline: the reference's default `limit`. */
export const eventPageSize = 50

/** Leads in a page of the picker. */
export const leadPageSize = 50

/** Which events a timeline shows. */
export interface TimelineQuery {
  readonly leads: readonly string[]
  readonly ordering: Ordering
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
export interface PlaceReader {
  readonly event: (id: number) => Promise<AnswerOf<'getEvent'>>
  readonly page: (query: TimelineQuery, page: number) => Promise<AnswerOf<'listEvents'>>
}

export const eventQueries = {
  all: ['events'] as const,
  pages: () => [...eventQueries.all, 'page'] as const,
  /** Whether a key of `pages()` is of a timeline that shows this lead. */
  showsLead: (lead: string, [, , leads]: QueryKey) => Array.isArray(leads) && leads.includes(lead),
  /** The `page`th page, from 0, of a timeline. */
  page: ({ leads, ordering }: TimelineQuery, page: number) =>
    queryOptions({
      queryKey: [...eventQueries.pages(), leads, ordering, page] as const,
      queryFn: async ({ signal }) =>
        call('listEvents', {
          query: { leads: [...leads], ordering, offset: page * eventPageSize, limit: eventPageSize },
          signal,
        }),
    }),
  /** The one event at an offset of a timeline: what is told of the whole of it does not change with each new event. */
  at: ({ leads, ordering }: TimelineQuery, offset: number) =>
    queryOptions({
      queryKey: ['event-at', leads, ordering, offset] as const,
      queryFn: async ({ signal }) =>
        call('listEvents', {
          query: { leads: [...leads], ordering, offset, limit: 1 },
          signal,
          isFresh: true,
        }),
      staleTime: Infinity,
    }),
  detail: (id: number) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'detail', id] as const,
      queryFn: async ({ signal }) => call('getEvent', { id, signal }),
    }),
  /** What happened to an event since it was logged. */
  history: (id: number) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'history', id] as const,
      queryFn: async ({ signal }) => call('getEventHistory', { id, signal }),
      // who asks wants what is true now
      staleTime: 0,
    }),
  /** Everything that changed from a moment on, that moment included; deletions appear as `deleted`. Asked, never kept. */
  sync: (fromUpdateTime: Instant) =>
    queryOptions({
      queryKey: ['sync', fromUpdateTime] as const,
      queryFn: async ({ signal }) =>
        call('syncEvents', { query: { fromUpdateTime, limit: maxLimit }, signal }),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),
}

export const placeQueries = {
  /** Where an event is on a timeline: `find` looks for it. */
  find: <Place>(
    id: number | undefined,
    { leads, ordering }: TimelineQuery,
    find: (id: number, read: PlaceReader) => Promise<Place>,
  ) =>
    queryOptions({
      // not under `events`: a place is looked up once for each visit of its address, whatever moves afterwards
      queryKey: ['place', id, leads, ordering] as const,
      queryFn:
        id === undefined
          ? skipToken
          : async ({ client }) =>
              find(id, {
                event: async (event) => client.fetchQuery(eventQueries.detail(event)),
                page: async (query, page) => client.fetchQuery(eventQueries.page(query, page)),
              }),
      staleTime: Infinity,
      gcTime: 0,
      retry: false,
    }),
}

export const activityQueries = {
  /** The `page`th page, from 0, of what was changed; managers may ask. */
  page: (query: ActivityQuery, page: number) =>
    queryOptions({
      queryKey: ['activity', query, page] as const,
      queryFn: async ({ signal }) =>
        call('listActivity', {
          query: { ...query, offset: page * activityPageSize, limit: activityPageSize },
          signal,
        }),
    }),
}

export const statusQueries = {
  list: () =>
    queryOptions({
      queryKey: ['statuses'] as const,
      queryFn: async ({ signal }) => call('listStatuses', { signal }),
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
        call('listLeads', { query: { ...query, offset: pageParam, limit: leadPageSize }, signal }),
      initialPageParam: 0,
      getNextPageParam: ({ meta }) => {
        const next = meta.offset + meta.limit
        return next < meta.count && next <= maxListOffset ? next : undefined
      },
      placeholderData: keepPreviousData,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.all, 'detail', id] as const,
      queryFn: async ({ signal }) => call('getLead', { id, signal }),
    }),
  /** The statuses and assignees that a lead went through. */
  path: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.all, 'path', id] as const,
      queryFn: async ({ signal }) => call('getLeadPath', { id, signal }),
    }),
}

export const userQueries = {
  /** Everybody, for the names behind identifiers. */
  directory: () =>
    queryOptions({
      queryKey: ['users', 'directory'] as const,
      queryFn: async ({ signal }) => call('listUsers', { query: { limit: maxLimit }, signal }),
      staleTime: 5 * 60_000,
    }),
  list: (q: string | undefined) =>
    queryOptions({
      queryKey: ['users', 'list', q] as const,
      queryFn: async ({ signal }) => call('listUsers', { query: { q }, signal }),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
}

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session'] as const,
      queryFn: async ({ signal }) => call('getSession', { signal }),
    }),
}

export const useListEvents = (query: TimelineQuery, page: number) => useQuery(eventQueries.page(query, page))
export const useGetEvent = (id: number) => useQuery(eventQueries.detail(id))
export const useGetEventHistory = (id: number, { enabled = true } = {}) =>
  useQuery({ ...eventQueries.history(id), enabled })
export const useListActivity = (query: ActivityQuery, page: number) =>
  useQuery(activityQueries.page(query, page))
export const useListStatuses = () => useQuery(statusQueries.list())
export const useGetLead = (id: string) => useQuery(leadQueries.detail(id))
export const useListLeads = (query: LeadsQuery) => useInfiniteQuery(leadQueries.directory(query))
export const useGetLeadPath = (id: string) => useQuery(leadQueries.path(id))
export const useListUsers = (q: string | undefined, { enabled = true } = {}) =>
  useQuery({ ...userQueries.list(q), enabled })
export const useUserDirectory = () => useQuery(userQueries.directory())
export const useGetSession = () => useQuery(sessionQueries.current())
