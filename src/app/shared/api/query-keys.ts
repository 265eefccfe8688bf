import type { Instant } from '../../../contract/instant.ts'
import { isFiltering, type TextFilter } from '../event-model/event-filter.ts'
import type {
  ActivityQuery,
  LeadCountsQuery,
  LeadsQuery,
  OverviewQuery,
  RecentEventsQuery,
  SearchQuery,
  TimelineQuery,
} from './queries.ts'

/** A page of a timeline, counted from 0. */
export interface TimelinePage extends TimelineQuery {
  readonly page: number
  readonly filter: TextFilter
}

/** The matches of a search among some events of a timeline. */
export interface TimelineMatches extends Omit<TimelineQuery, 'filter'> {
  readonly matches: {
    readonly q: string
    readonly dateFrom?: Instant | undefined
    readonly dateTo?: Instant | undefined
  }
}

/**
 * The key of every query, and what an invalidation passes to select several. The last element describes the query in
 * named fields: code outside this file reads a key with the functions below, never by position.
 */
export const queryKeys = {
  events: ['events'],
  /** all pages and matches of all timelines */
  timelines: ['events', 'timeline'],
  timelinePage: (page: TimelinePage) => ['events', 'timeline', page] as const,
  timelineMatches: (matches: TimelineMatches) => ['events', 'timeline', matches] as const,
  search: (query: SearchQuery) => ['events', 'search', query] as const,
  recents: ['events', 'recent'],
  recent: (query: RecentEventsQuery) => ['events', 'recent', query] as const,
  event: (id: number) => ['events', 'detail', id] as const,
  eventHistory: (id: number) => ['events', 'history', id] as const,
  // not under `events`: an event at an offset and a position are found once, whatever moves afterwards
  eventAt: (at: TimelineQuery & { readonly offset: number }) => ['event-at', at] as const,
  position: (of: TimelineQuery & { readonly id: number | undefined }) => ['position', of] as const,
  sync: (fromUpdateTime: Instant) => ['sync', fromUpdateTime] as const,
  activity: (query: ActivityQuery) => ['activity', query] as const,
  statuses: ['statuses'],
  leads: ['leads'],
  directories: ['leads', 'directory'],
  directory: (query: LeadsQuery) => ['leads', 'directory', query] as const,
  openedLeads: ['leads', 'opened'],
  // not under `leads`: they are counted again when they are shown again, not after each event
  leadCounts: (query: LeadCountsQuery) => ['lead-counts', query] as const,
  lead: (id: string) => ['leads', 'detail', id] as const,
  leadPath: (id: string) => ['leads', 'path', id] as const,
  overviews: ['overview'],
  overview: (query: OverviewQuery) => ['overview', query] as const,
  users: ['users'],
  userDirectory: ['users', 'directory'],
  userList: (q: string | undefined) => ['users', 'list', q] as const,
  session: ['session'],
  people: ['people'],
  import: ['import'],
  peoplePage: (page: number) => ['people', page] as const,
  link: (token: string) => ['link', token] as const,
} as const

type KeyOf<Entry> = Entry extends (...parameters: never) => infer Key ? Key : Entry

/** The key of a query of this app. */
export type AppQueryKey = KeyOf<(typeof queryKeys)[keyof typeof queryKeys]>

// every key that React Query takes or returns has this type, so that a key written elsewhere does not compile
declare module '@tanstack/react-query' {
  interface Register {
    queryKey: AppQueryKey
  }
}

/** A query, or the part of it that has its key. */
interface Keyed {
  readonly queryKey: AppQueryKey
}

/** Returns the timeline page or the matches that a query fetches; `undefined` for any other query. */
export function timelinePartOf({ queryKey }: Keyed): TimelinePage | TimelineMatches | undefined {
  return queryKey[0] === 'events' && queryKey[1] === 'timeline' ? queryKey[2] : undefined
}

/** Whether a query fetches only a part of a timeline: a filtered page, or the matches of a search. */
export function isFilteredTimeline(query: Keyed): boolean {
  const part = timelinePartOf(query)
  return part !== undefined && ('matches' in part || isFiltering(part.filter))
}

/** Whether a query fetches the leads that match a search text. */
export function isLeadSearch({ queryKey }: Keyed): boolean {
  return queryKey[0] === 'leads' && queryKey[1] === 'directory' && queryKey[2]?.q !== undefined
}

/** Whether a query fetches the session. */
export function isSession({ queryKey }: Keyed): boolean {
  return queryKey[0] === 'session'
}
