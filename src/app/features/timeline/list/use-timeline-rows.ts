import { useMemo, useState } from 'react'
import type { Ordering } from '../../../../contract/paging.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { timelineRows, type TimelineRows } from './timeline-rows.ts'
import { reachableCount } from '../../../shared/events/reachable-events.ts'
import type { TimelinePages } from './use-timeline-pages.ts'

interface UseTimelineRowsParts extends Pick<TimelinePages, 'count' | 'pages'> {
  readonly ordering: Ordering
  /** the user's unsaved operations */
  readonly operations: readonly Operation[]
}

/**
 * The timeline's rows, referentially stable until one is added, removed or moved: the list and the date scale re-render only
 * when this reference changes. An edit moves no row, so nothing else re-renders while it is saved.
 */
export function useTimelineRows({
  count = 0,
  pages,
  ordering,
  operations,
}: UseTimelineRowsParts): TimelineRows {
  const moving = useStableList(operations.filter(({ kind }) => kind !== 'update'))
  return useMemo(
    () => timelineRows({ pages, length: reachableCount(count), ordering, operations: moving }),
    [pages, count, ordering, moving],
  )
}

/** Returns the previous list as long as its items are the same, so that values derived from it need no recomputation. */
function useStableList<Item>(list: readonly Item[]): readonly Item[] {
  const [stable, setStable] = useState(list)
  if (list.length === stable.length && list.every((item, index) => item === stable[index])) return stable
  setStable(list)
  return list
}
