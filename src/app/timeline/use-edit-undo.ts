import type { LeadEvent } from '../../contract/lead-event.ts'
import { useUpdateEvent } from '../api/mutations.ts'
import { useMessages } from '../i18n/i18n.ts'
import type { UpdateBody } from '../outbox/operation.ts'
import { useUnsent } from '../outbox/outbox-context.ts'
import { showToast } from '../ui/show-toast.ts'
import { focusEvent } from './focus-event.ts'
import type { EventVersion } from './note-draft.ts'
import { onUndoKeys } from './undo-keys.ts'
import { undoMilliseconds } from './undo-time.ts'

/**
 * Changes an event, with ten seconds to undo that. The change is sent at once, so leaving the page loses nothing; undoing
 * takes it out of the outbox where it never left, and else writes back what was there before, as a change of its own.
 */
export function useUndoableUpdate() {
  const t = useMessages()
  const { outbox } = useUnsent()
  const updateEvent = useUpdateEvent()
  return (event: LeadEvent, body: UpdateBody, base: EventVersion | undefined) => {
    const before = { ...event, ...base }
    // else it went over an earlier change that had not left either
    const wasSaved = before.note === event.note && before.date === event.date
    const key = updateEvent(before, body)
    /** what came of it: the version that undoing goes over */
    let accepted: LeadEvent | undefined
    const undo = () => {
      const row = outbox.operations().find((operation) => operation.key === key)
      const neverLeft = row?.state === 'waiting' && row.tried !== true
      if (neverLeft && wasSaved) outbox.discard(key)
      else {
        const { note, date } = before
        updateEvent(accepted ?? before, { note, ...(body.date !== undefined && { date }) })
      }
      focusEvent(before.id)
    }
    const closeToast = showToast({
      text: t('timeline.changed'),
      action: { label: t('timeline.undo'), onPress: undo },
      milliseconds: undoMilliseconds,
      onClose: () => {
        stopKeys()
        stopListening()
      },
    })
    const stopKeys = onUndoKeys(() => {
      undo()
      closeToast()
    })
    const stopListening = outbox.subscribe(() => {
      const row = outbox.operations().find((operation) => operation.key === key)
      accepted = row?.result ?? accepted
      // there is nothing to undo, and the row says why and what can be done
      if (row?.state === 'refused') closeToast()
    })
  }
}
