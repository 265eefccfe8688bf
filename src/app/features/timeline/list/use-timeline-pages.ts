import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ResponseOf } from '../../../../contract/endpoints.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { eventQueries, useListEvents, type TimelineQuery } from '../../../shared/api/queries.ts'
import { windowPages } from '../../../shared/events/reachable-events.ts'

/** Timelines up to this many events are loaded and mounted whole, so that the browser's own search covers them. */
export const wholeLength = 400

/** The first and the last page that are visible or soon will be; they may be outside the timeline. */
export interface PageRange {
  readonly first: number
  readonly last: number
}

/** The loaded pages of a timeline. */
export interface TimelinePages {
  /** number of matching events; `undefined` until a page is loaded */
  readonly count: number | undefined
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  /** the pages that failed to load */
  readonly failures: ReadonlyMap<number, PageFailure>
  readonly busy: boolean
}

export interface PageFailure {
  readonly error: Error
  readonly retrying: boolean
  readonly retry: () => unknown
}

/**
 * Loads the visible pages with one query each, the page of the focused row, and always the first page, because it contains
 * the number of events.
 */
export function useTimelinePages(query: TimelineQuery, visible: PageRange, focusedPage = 0): TimelinePages {
  const length = useListEvents(query, 0).data?.meta.count ?? 0
  const last = windowPages(length) - 1
  const needed =
    length <= wholeLength ? range(0, last) : range(Math.max(0, visible.first), Math.min(visible.last, last))
  const numbers = [...new Set([0, ...needed, Math.max(0, Math.min(focusedPage, last))])]
  const loaded = useQueries({
    queries: numbers.map((page) => eventQueries.page(query, page)),
    combine: (results) => collect(numbers, results),
  })
  return useStablePages(loaded)
}

interface LoadedPages extends TimelinePages {
  /** whether loaded pages are being refetched */
  readonly refetching: boolean
}

/**
 * Returns the previous pages until all of them are refetched. They are refetched one after the other, and a new event moves
 * every row by one, so otherwise rows would jump back and forth. The map stays referentially equal while the pages are the
 * same, so that the rows are computed only once.
 */
function useStablePages(loaded: LoadedPages): TimelinePages {
  const { count, pages } = loaded
  const [stable, setStable] = useState({ count, pages })
  if (loaded.refetching) {
    const before = new Map([...pages].map(([page, items]) => [page, stable.pages.get(page) ?? items]))
    return {
      ...loaded,
      count: stable.count ?? count,
      pages: areSame(before, stable.pages) ? stable.pages : before,
    }
  }
  if (stable.count === count && areSame(pages, stable.pages)) return { ...loaded, pages: stable.pages }
  setStable({ count, pages })
  return loaded
}

function areSame(one: TimelinePages['pages'], other: TimelinePages['pages']): boolean {
  return one.size === other.size && [...one].every(([page, items]) => other.get(page) === items)
}

function collect(
  numbers: readonly number[],
  results: UseQueryResult<ResponseOf<'listEvents'>>[],
): LoadedPages {
  const pages = new Map<number, readonly LeadEvent[]>()
  const failures = new Map<number, PageFailure>()
  for (const [index, { data, error, isFetching, refetch }] of results.entries()) {
    const page = numbers[index] ?? 0
    if (data !== undefined) pages.set(page, data.items)
    else if (error !== null) failures.set(page, { error, retrying: isFetching, retry: refetch })
  }
  return {
    count: results[0]?.data?.meta.count,
    pages,
    failures,
    busy: results.some(({ isFetching }) => isFetching),
    refetching: results.some(({ isFetching, data }) => isFetching && data !== undefined),
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
