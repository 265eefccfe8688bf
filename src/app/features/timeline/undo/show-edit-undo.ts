import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Translate } from '../../../shared/i18n/i18n.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { focusEvent } from '../../../shared/events/focus-event.ts'
import { deleteEdit, saveEdit, type UndoableEdit } from '../../../outbox/storage/undoable-edits.ts'
import { onUndoKeys } from './undo-keys.ts'

interface OfferedEdit {
  readonly outbox: Outbox
  readonly edit: UndoableEdit
  /** how long it can be undone */
  readonly milliseconds: number
}

/**
 * Offers to undo an edit, which was sent at once: leaving the page loses nothing. Undoing takes it out of the outbox where
 * it never left, and else writes back what was there before, as a change of its own.
 */
export function showEditUndo({ outbox, edit, milliseconds }: OfferedEdit, t: Translate): void {
  const { key, person, before, dated, wasSaved } = edit
  let { accepted } = edit
  saveEdit(edit)
  const rowOf = () => outbox.operations().find((operation) => operation.key === key)
  const undo = () => {
    const row = rowOf()
    const neverLeft = row?.state === 'waiting' && row.tried !== true
    if (neverLeft && wasSaved) outbox.discard(key)
    else {
      const { note, date } = before
      outbox.enqueueUpdate(person, accepted ?? before, { note, ...(dated && { date }) })
    }
    focusEvent(before.id)
  }
  const closeToast = showToast({
    text: t('timeline.changed'),
    action: { label: t('timeline.undo'), onPress: undo },
    milliseconds,
    onClose: () => {
      deleteEdit(key)
      stopKeys()
      stopListening()
    },
  })
  const stopKeys = onUndoKeys(() => {
    undo()
    closeToast()
  })
  const stopListening = outbox.subscribe(() => {
    const row = rowOf()
    accept(row?.result)
    // there is nothing to undo, and the row says why and what can be done
    if (row?.state === 'refused') closeToast()
  })
  function accept(result: LeadEvent | undefined) {
    if (result === undefined || result === accepted) return
    accepted = result
    saveEdit({ ...edit, accepted })
  }
}
