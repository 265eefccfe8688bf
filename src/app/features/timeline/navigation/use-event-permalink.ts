import { useEffect, useState, type RefObject } from 'react'
import type { TimelineQuery } from '../../../shared/api/queries.ts'
import type { RowListHandle } from '../list/row-list.ts'
import { useEventPlace } from '../../../shared/events/use-event-place.ts'

interface ArrivingParts {
  /** the event of the address */
  readonly event: number | undefined
  readonly query: TimelineQuery
  readonly list: RefObject<RowListHandle | null>
  /** the rows are there */
  readonly ready: boolean
  /** the list was put back to where the person had left it */
  readonly wasHere: boolean
}

/** The event of the address as long as nobody has arrived at it: it is scrolled to as soon as its place is known. */
export function useEventPermalink({ event, query, list, ready, wasHere }: ArrivingParts) {
  const { data: place } = useEventPlace(event, query)
  // who comes back finds what was in sight, not what the address had led to
  const [arrived, setArrived] = useState(wasHere ? event : undefined)
  // left and asked for again, it is gone to again
  if (event === undefined && arrived !== undefined) setArrived(undefined)
  const arriving = place?.kind === 'at' && arrived !== event ? event : undefined
  const target = place?.kind === 'at' && arriving !== undefined ? place.offset : undefined
  useEffect(() => {
    if (ready && target !== undefined) list.current?.scrollToIndex(target, 'center')
  }, [ready, target, list])
  return { arriving, onArrived: setArrived }
}
