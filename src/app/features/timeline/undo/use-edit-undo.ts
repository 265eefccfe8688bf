import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { steadyNow } from '../../../shared/time/service-clock.ts'
import { useUpdateEvent } from '../../../outbox/mutations.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { UpdateBody } from '../../../outbox/operations/operation.ts'
import { useUnsent } from '../../../outbox/outbox-context.ts'
import type { EventVersion } from '../editing/note-draft.ts'
import { offerEditUndo } from './offer-edit-undo.ts'
import { undoMilliseconds } from './undo-time.ts'

/** Changes an event, with ten seconds to undo that. */
export function useUndoableUpdate() {
  const t = useMessages()
  const { outbox, person } = useUnsent()
  const updateEvent = useUpdateEvent()
  return (event: LeadEvent, body: UpdateBody, base: EventVersion | undefined) => {
    const before = { ...event, ...base }
    const key = updateEvent(before, body)
    if (person === undefined) return
    const edit = {
      key,
      person,
      madeAt: steadyNow(),
      before,
      dated: body.date !== undefined,
      wasSaved: before.note === event.note && before.date === event.date,
    }
    offerEditUndo({ outbox, edit, milliseconds: undoMilliseconds }, t)
  }
}
