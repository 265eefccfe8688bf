import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { maxListOffset, type Ordering } from '../../../../contract/paging.ts'
import { eventPageSize, eventQueries, type TimelineQuery } from '../../../shared/api/queries.ts'
import { mergeDateSamples, type DateSample } from './scale-ticks.ts'
import type { TimelinePages } from '../list/use-timeline-pages.ts'
import { reachableCount } from '../../../shared/events/reachable-events.ts'

/** Parts that a long timeline is divided into, by asking for one event at each division. */
const parts = 12

/** What is in sight is read first; after so many milliseconds, the divisions. */
const patience = 400

const none: readonly DateSample[] = []

/**
 * What is known of where in a timeline which time is: each page that is read says it of its own rows, and for the rest
 * one event a division is asked for, once, where the whole `isDivided`. The API gives events by position, so that is all it takes.
 */
export function useDateSamples(
  query: TimelineQuery,
  { pages, count = 0 }: Pick<TimelinePages, 'pages' | 'count'>,
  isDivided: boolean,
): readonly DateSample[] {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), patience)
    return () => clearTimeout(timer)
  }, [])
  const last = reachableCount(count) - 1
  const offsets = rested && isDivided ? divisions(last) : []
  const divided = useQueries({
    queries: offsets.map((offset) => eventQueries.at(query, offset)),
    combine: (results) =>
      results.flatMap(({ data }, index): DateSample[] => {
        const date = data?.items[0]?.date
        return date === undefined ? [] : [{ row: offsets[index] ?? 0, at: Date.parse(date) }]
      }),
  })
  const [known, setKnown] = useState<{ readonly pages: unknown; readonly knots: readonly DateSample[] }>({
    pages: undefined,
    knots: none,
  })
  // pages come and go with what is in sight; what they told of is kept
  if (known.pages !== pages) setKnown({ pages, knots: learn(known.knots, pages, query.ordering) })
  return mergeDateSamples(divided, known.knots, query.ordering)
}

function learn(
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
  const isNews = sorted.some(({ row, at }) => !known.some((knot) => knot.row === row && knot.at === at))
  return isNews ? mergeDateSamples(known, sorted, ordering) : known
}

/** Offsets at which a timeline is divided, the last that can be asked for included; its beginning is on the first page. */
function divisions(last: number): number[] {
  return Array.from({ length: parts }, (_, part) => {
    const offset = Math.floor((last * (part + 1)) / parts)
    return Math.min(offset, maxListOffset)
  })
}
