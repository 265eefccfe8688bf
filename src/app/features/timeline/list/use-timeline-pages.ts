import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf } from '../../../../contract/endpoints.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { eventQueries, useListEvents, type TimelineQuery } from '../../../shared/api/queries.ts'
import { windowPages } from '../../../shared/events/reachable-events.ts'

/** Timelines up to this many events are read and mounted whole, so that the browser finds words in all of them. */
export const wholeLength = 400

/** The first and the last page that are in sight, or soon will be; they may lie beyond the ends. */
export interface PageRange {
  readonly first: number
  readonly last: number
}

/** What was read of a timeline. */
export interface TimelinePages {
  /** matching events, `undefined` until a page was read */
  readonly count: number | undefined
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  /** pages that could not be read */
  readonly failures: ReadonlyMap<number, PageFailure>
  readonly busy: boolean
}

export interface PageFailure {
  readonly error: Error
  readonly retrying: boolean
  readonly retry: () => unknown
}

/**
 * Reads the pages in sight, each by itself, with `kept` (the one that holds the focused row), and always the first
 * one: it says how many events there are.
 */
export function useTimelinePages(query: TimelineQuery, inSight: PageRange, kept = 0): TimelinePages {
  const length = useListEvents(query, 0).data?.meta.count ?? 0
  const last = windowPages(length) - 1
  const wanted =
    length <= wholeLength ? range(0, last) : range(Math.max(0, inSight.first), Math.min(inSight.last, last))
  const numbers = [...new Set([0, ...wanted, Math.max(0, Math.min(kept, last))])]
  const read = useQueries({
    queries: numbers.map((page) => eventQueries.page(query, page)),
    combine: (results) => collect(numbers, results),
  })
  return useSteadyPages(read)
}

interface ReadPages extends TimelinePages {
  /** pages that were read before are being read again */
  readonly readingAgain: boolean
}

/**
 * Pages are read again one after the other, and a new event moves every row by one: until all of them have been, what
 * is in sight stays as it was, or rows would jump to and fro. The same pages stay the same map: the rows that are made
 * of it are made once.
 */
function useSteadyPages(read: ReadPages): TimelinePages {
  const { count, pages } = read
  const [steady, setSteady] = useState({ count, pages })
  if (read.readingAgain) {
    const before = new Map([...pages].map(([page, items]) => [page, steady.pages.get(page) ?? items]))
    return {
      ...read,
      count: steady.count ?? count,
      pages: areSame(before, steady.pages) ? steady.pages : before,
    }
  }
  if (steady.count === count && areSame(pages, steady.pages)) return { ...read, pages: steady.pages }
  setSteady({ count, pages })
  return read
}

function areSame(one: TimelinePages['pages'], other: TimelinePages['pages']): boolean {
  return one.size === other.size && [...one].every(([page, items]) => other.get(page) === items)
}

function collect(numbers: readonly number[], results: UseQueryResult<AnswerOf<'listEvents'>>[]): ReadPages {
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
    readingAgain: results.some(({ isFetching, data }) => isFetching && data !== undefined),
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
