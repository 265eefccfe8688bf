import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { monotonicNow } from '../../../shared/time/server-clock.ts'
import { useUpdateEvent } from '../../../outbox/mutations.ts'
import { useEventLabel } from '../../../shared/events/use-event-label.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { UpdateBody } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import type { EventVersion } from '../editing/note-draft.ts'
import { showEditUndo } from './show-edit-undo.ts'
import { undoWindowMs } from './undo-keys.ts'

/** Returns a function that edits an event and lets the user undo this for ten seconds. */
export function useUndoableUpdate() {
  const t = useMessages()
  const { outbox, person } = useOutboxContext()
  const eventLabel = useEventLabel()
  const updateEvent = useUpdateEvent()
  return (event: LeadEvent, body: UpdateBody, base: EventVersion | undefined) => {
    const before = { ...event, ...base }
    const key = updateEvent(before, body)
    if (person === undefined) return
    const edit = {
      key,
      person,
      madeAt: monotonicNow(),
      before,
      dated: body.date !== undefined,
      wasSaved: before.note === event.note && before.date === event.date,
    }
    showEditUndo({ outbox, edit, label: eventLabel(before), milliseconds: undoWindowMs }, t)
  }
}
