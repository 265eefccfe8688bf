import { useMemo } from 'react'
import type { Ordering } from '../../../../contract/paging.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { useStableList } from '../../../shared/ui/use-stable-list.ts'
import { timelineRows, type TimelineRows } from './timeline-rows.ts'
import { reachableCount } from '../../../shared/events/reachable-events.ts'
import type { TimelinePages } from './use-timeline-pages.ts'

interface RowsParts extends Pick<TimelinePages, 'count' | 'pages'> {
  readonly ordering: Ordering
  /** what the person did that is not saved yet */
  readonly operations: readonly Operation[]
}

/**
 * The rows of a timeline, the same until one comes, goes or moves: all that is drawn of the list and beside it hangs on
 * them. An edit moves none, so nothing else is drawn anew while it is saved.
 */
export function useTimelineRows({ count = 0, pages, ordering, operations }: RowsParts): TimelineRows {
  const moving = useStableList(operations.filter(({ kind }) => kind !== 'update'))
  return useMemo(
    () => timelineRows({ pages, length: reachableCount(count), ordering, operations: moving }),
    [pages, count, ordering, moving],
  )
}
