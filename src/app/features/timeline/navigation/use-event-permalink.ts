import { useEffect, useState, type RefObject } from 'react'
import type { TimelineQuery } from '../../../shared/api/queries.ts'
import type { RowListHandle } from '../list/row-list.ts'
import { useEventPosition } from '../../../shared/events/use-event-position.ts'

interface EventPermalinkParts {
  /** the URL's event */
  readonly event: number | undefined
  readonly query: TimelineQuery
  readonly list: RefObject<RowListHandle | null>
  /** whether the rows are rendered */
  readonly ready: boolean
  /** whether the list has restored a saved scroll position */
  readonly isRestored: boolean
}

/** The URL's event until the list has arrived at it. The list scrolls to it as soon as its position is known. */
export function useEventPermalink({ event, query, list, ready, isRestored }: EventPermalinkParts) {
  const { data: position } = useEventPosition(event, query)
  // a restored scroll position takes precedence over the URL's event
  const [arrived, setArrived] = useState(isRestored ? event : undefined)
  // if the URL drops the event and names it again, the list scrolls to it again
  if (event === undefined && arrived !== undefined) setArrived(undefined)
  const arriving = position?.kind === 'at' && arrived !== event ? event : undefined
  const target = position?.kind === 'at' && arriving !== undefined ? position.offset : undefined
  useEffect(() => {
    if (ready && target !== undefined) list.current?.scrollToIndex(target, 'center')
  }, [ready, target, list])
  return { arriving, onArrived: setArrived }
}
