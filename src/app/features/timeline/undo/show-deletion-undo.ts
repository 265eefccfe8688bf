import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Translate } from '../../../shared/i18n/i18n.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { focusEvent } from '../../../shared/events/focus-event.ts'
import { onUndoKeys } from './undo-keys.ts'

interface PendingDeletion {
  readonly outbox: Outbox
  /** the key of the deletion in the outbox */
  readonly key: string
  readonly event: LeadEvent
  /** what names the event */
  readonly label: string
  /** the time for undo */
  readonly milliseconds: number
}

/** Shows a toast that can undo a delayed deletion, and sends the deletion when the toast closes. */
export function showDeletionUndo(
  { outbox, key, event, label, milliseconds }: PendingDeletion,
  t: Translate,
): void {
  const undo = () => {
    outbox.undo(key)
    focusEvent(event.id)
  }
  const closeToast = showToast({
    text: t('timeline.deleted'),
    action: {
      label: t('timeline.undo'),
      name: t('timeline.undoDeletion', { event: label }),
      shortcut: 'Z',
      onPress: undo,
    },
    milliseconds,
    onClose: (by) => {
      stopKeys()
      if (by !== 'action') outbox.release(key)
    },
  })
  const stopKeys = onUndoKeys(() => {
    undo()
    closeToast()
  })
}
