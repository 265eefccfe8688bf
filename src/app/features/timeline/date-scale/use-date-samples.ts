import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { maxListOffset, type Ordering } from '../../../../contract/paging.ts'
import { eventPageSize, eventQueries, type TimelineQuery } from '../../../shared/api/queries.ts'
import { mergeDateSamples, type DateSample } from './scale-ticks.ts'
import type { TimelinePages } from '../list/use-timeline-pages.ts'
import { reachableCount } from '../../../shared/events/reachable-events.ts'

/** Number of parts of a long timeline; one event is requested at each division. */
const parts = 12

/** Delay in milliseconds before the divisions are requested, so that the visible pages come first. */
const divisionDelayMs = 400

const none: readonly DateSample[] = []

/**
 * The known dates of rows of a timeline. Each loaded page provides those of its own rows. For the rest, if `isDivided`, one
 * event per division is requested once, because the API returns events by position.
 */
export function useDateSamples(
  query: TimelineQuery,
  { pages, count = 0 }: Pick<TimelinePages, 'pages' | 'count'>,
  isDivided: boolean,
): readonly DateSample[] {
  const [isDelayOver, setIsDelayOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsDelayOver(true), divisionDelayMs)
    return () => clearTimeout(timer)
  }, [])
  const last = reachableCount(count) - 1
  const offsets = isDelayOver && isDivided ? divisions(last) : []
  const divided = useQueries({
    queries: offsets.map((offset) => eventQueries.at(query, offset)),
    combine: (results) =>
      results.flatMap(({ data }, index): DateSample[] => {
        const date = data?.items[0]?.date
        return date === undefined ? [] : [{ row: offsets[index] ?? 0, at: Date.parse(date) }]
      }),
  })
  const [collected, setCollected] = useState<{
    readonly pages: unknown
    readonly samples: readonly DateSample[]
  }>({ pages: undefined, samples: none })
  // the samples of a page are kept when it is no longer visible
  if (collected.pages !== pages)
    setCollected({ pages, samples: addSamples(collected.samples, pages, query.ordering) })
  return mergeDateSamples(divided, collected.samples, query.ordering)
}

function addSamples(
  known: readonly DateSample[],
  pages: TimelinePages['pages'],
  ordering: Ordering,
): readonly DateSample[] {
  const more = [...pages].flatMap(([page, items]) =>
    [0, items.length - 1].flatMap((index): DateSample[] => {
      const date = items[index]?.date
      return date === undefined ? [] : [{ row: page * eventPageSize + index, at: Date.parse(date) }]
    }),
  )
  const sorted = more.toSorted((one, other) => one.row - other.row)
  const hasNew = sorted.some(({ row, at }) => !known.some((sample) => sample.row === row && sample.at === at))
  return hasNew ? mergeDateSamples(known, sorted, ordering) : known
}

/** The offsets of the divisions, up to the last one that the API can return; the first page provides the beginning. */
function divisions(last: number): number[] {
  return Array.from({ length: parts }, (_, part) => {
    const offset = Math.floor((last * (part + 1)) / parts)
    return Math.min(offset, maxListOffset)
  })
}
