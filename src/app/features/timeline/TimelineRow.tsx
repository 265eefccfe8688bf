import { memo, useState } from 'react'
import type { DeleteOperation, UpdateOperation } from '../../outbox/operations/operation.ts'
import { EventArticle } from './EventArticle.tsx'
import type { RowPlace } from './event/EventRow.tsx'
import type { TimelineRow as Row } from './list/timeline-rows.ts'
import { PlaceholderRow } from './list/PlaceholderRow.tsx'
import { QueuedEvent } from './QueuedEvent.tsx'
import type { PageFailure } from './list/use-timeline-pages.ts'

interface TimelineRowProps extends Omit<RowPlace, 'onFocus'> {
  readonly row: Row | undefined
  readonly onFocus: (event: number, index: number) => void
  /** what the person did to its event that is not saved yet */
  readonly operation: UpdateOperation | DeleteOperation | undefined
  /** why its page could not be read */
  readonly failure: PageFailure | undefined
  /** it is the event of the address */
  readonly current: boolean
  readonly arriving: boolean
  readonly onArrived: (event: number) => void
  readonly namesLead: boolean
  /** it is in the composer now */
  readonly mending: boolean
  readonly onMend: ((key: string) => void) | undefined
}

/**
 * A row of the list, whatever it is. Whoever scrolls has the list drawn at every frame, with some thirty rows of which
 * one or two are new: the others are the same, and stay as they are.
 */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { row, index, length, startsDay, onFocus, operation, failure } = props
  const { current, arriving, onArrived, namesLead, mending, onMend } = props
  const [open, setOpen] = useState(false)
  const fold = { open, onToggle: () => setOpen(!open) }
  if (row === undefined || row.kind === 'unread') return <PlaceholderRow index={index} failure={failure} />
  const id = row.kind === 'event' ? row.event.id : undefined
  const place: RowPlace = {
    index,
    length,
    startsDay,
    onFocus: () => {
      if (id !== undefined) onFocus(id, index)
    },
  }
  if (row.kind === 'unsent') {
    return (
      <QueuedEvent
        operation={row.operation}
        place={place}
        namesLead={namesLead}
        onMend={onMend}
        mending={mending}
        {...fold}
      />
    )
  }
  return (
    <EventArticle
      event={row.event}
      operation={operation}
      place={place}
      current={current}
      arriving={arriving}
      onArrived={() => onArrived(row.event.id)}
      namesLead={namesLead}
      {...fold}
    />
  )
})
