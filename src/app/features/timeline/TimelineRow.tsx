import { memo, useState } from 'react'
import type { DeleteOperation, UpdateOperation } from '../../outbox/operations/operation.ts'
import { EventArticle } from './EventArticle.tsx'
import type { RowPosition } from './event/EventRow.tsx'
import type { TimelineRow as Row } from './list/timeline-rows.ts'
import { PlaceholderRow } from './list/PlaceholderRow.tsx'
import { QueuedEvent } from './QueuedEvent.tsx'
import type { PageFailure } from './list/use-timeline-pages.ts'

interface TimelineRowProps extends Omit<RowPosition, 'onFocus'> {
  readonly row: Row | undefined
  readonly onFocus: (event: number, index: number) => void
  /** the user's unsaved edit or deletion of the event */
  readonly operation: UpdateOperation | DeleteOperation | undefined
  /** the error of the row's page, if loading failed */
  readonly failure: PageFailure | undefined
  /** whether it is the URL's event */
  readonly current: boolean
  readonly arriving: boolean
  readonly onArrived: (event: number) => void
  readonly namesLead: boolean
  /** whether the event is in the composer now */
  readonly isFixing: boolean
  readonly onFix: (key: string) => void
}

/**
 * A row of the list of any kind. It is memoised, because scrolling renders the list in every frame, and of its about thirty
 * rows only one or two are new.
 */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { row, index, length, startsDay, onFocus, operation, failure } = props
  const { current, arriving, onArrived, namesLead, isFixing, onFix } = props
  const [open, setOpen] = useState(false)
  const fold = { open, onToggle: () => setOpen(!open) }
  if (row === undefined || row.kind === 'notLoaded') return <PlaceholderRow index={index} failure={failure} />
  const id = row.kind === 'event' ? row.event.id : undefined
  const position: RowPosition = {
    index,
    length,
    startsDay,
    onFocus: () => {
      if (id !== undefined) onFocus(id, index)
    },
  }
  if (row.kind === 'queued') {
    return (
      <QueuedEvent
        operation={row.operation}
        position={position}
        namesLead={namesLead}
        onFix={onFix}
        isFixing={isFixing}
        {...fold}
      />
    )
  }
  return (
    <EventArticle
      event={row.event}
      operation={operation}
      position={position}
      current={current}
      arriving={arriving}
      onArrived={() => onArrived(row.event.id)}
      namesLead={namesLead}
      {...fold}
    />
  )
})
