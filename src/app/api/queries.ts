import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQuery,
  type QueryKey,
} from '@tanstack/react-query'
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
  readonly sort: LeadSort
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
  detail: (id: number) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'detail', id] as const,
      queryFn: async ({ signal }) => call('getEvent', { id, signal }),
    }),
  /** Everything that changed from `fromUpdateTime` on, that moment included; deletions appear as `deleted`. */
  sync: (fromUpdateTime: string | undefined) =>
    queryOptions({
      queryKey: [...eventQueries.all, 'sync', fromUpdateTime] as const,
      queryFn: async ({ signal }) => call('syncEvents', { query: { fromUpdateTime }, signal }),
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
  directory: (query: LeadsQuery) =>
    infiniteQueryOptions({
      queryKey: [...leadQueries.all, 'directory', query] as const,
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
export const useSyncEvents = (fromUpdateTime: string | undefined) =>
  useQuery(eventQueries.sync(fromUpdateTime))
export const useListStatuses = () => useQuery(statusQueries.list())
export const useGetLead = (id: string) => useQuery(leadQueries.detail(id))
export const useListUsers = (q: string | undefined) => useQuery(userQueries.list(q))
export const useUserDirectory = () => useQuery(userQueries.directory())
export const useGetSession = () => useQuery(sessionQueries.current())
