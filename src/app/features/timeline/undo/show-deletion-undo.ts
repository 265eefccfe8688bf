import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Translate } from '../../../shared/i18n/i18n.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { focusEvent } from '../../../shared/events/focus-event.ts'
import { onUndoKeys } from './undo-keys.ts'

interface HeldDeletion {
  readonly outbox: Outbox
  /** of its row in the outbox */
  readonly key: string
  readonly event: LeadEvent
  /** how long it can be undone */
  readonly milliseconds: number
}

/** Offers to undo a deletion that is held back, and lets it go when that is over. */
export function showDeletionUndo({ outbox, key, event, milliseconds }: HeldDeletion, t: Translate): void {
  const undo = () => {
    outbox.undo(key)
    focusEvent(event.id)
  }
  const closeToast = showToast({
    text: t('timeline.deleted'),
    action: { label: t('timeline.undo'), onPress: undo },
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
