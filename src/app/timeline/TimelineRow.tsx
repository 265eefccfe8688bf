import { useState } from 'react'
import type { Operation } from '../outbox/operation.ts'
import { EventArticle } from './EventArticle.tsx'
import type { RowPlace } from './EventRow.tsx'
import type { TimelineRow as Row } from './timeline-rows.ts'
import { UnreadRow } from './UnreadRow.tsx'
import { UnsentArticle } from './UnsentArticle.tsx'
import type { PageFailure } from './use-timeline-pages.ts'

interface TimelineRowProps {
  readonly row: Row | undefined
  readonly place: RowPlace
  readonly operations: readonly Operation[]
  readonly failures: ReadonlyMap<number, PageFailure>
  /** the event of the address */
  readonly event: number | undefined
  readonly arriving: number | undefined
  readonly onArrived: (event: number) => void
  readonly namesLead: boolean
  readonly mending: string | undefined
  readonly onMend: ((key: string) => void) | undefined
}

/** A row of the list, whatever it is. */
export function TimelineRow(props: TimelineRowProps) {
  const { row, place, operations, failures, event, arriving, onArrived, namesLead, mending, onMend } = props
  const [open, setOpen] = useState(false)
  const fold = { open, onToggle: () => setOpen(!open) }
  if (row === undefined || row.kind === 'unread') {
    return <UnreadRow index={place.index} failure={row && failures.get(row.page)} />
  }
  if (row.kind === 'unsent') {
    const { operation } = row
    const isMending = mending === operation.key
    return (
      <UnsentArticle
        operation={operation}
        place={place}
        namesLead={namesLead}
        onMend={onMend}
        mending={isMending}
        {...fold}
      />
    )
  }
  const { id } = row.event
  return (
    <EventArticle
      event={row.event}
      operation={operations
        .filter((operation) => operation.kind !== 'create')
        .findLast((operation) => operation.event.id === id)}
      place={place}
      current={event === id}
      arriving={arriving === id}
      onArrived={() => onArrived(id)}
      namesLead={namesLead}
      {...fold}
    />
  )
}
