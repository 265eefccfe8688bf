import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Translate } from '../../../shared/i18n/i18n.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { focusEvent } from '../../../shared/events/focus-event.ts'
import { deleteEdit, saveEdit, type UndoableEdit } from '../../../outbox/storage/undoable-edits.ts'
import { onUndoKeys } from './undo-keys.ts'

interface EditUndo {
  readonly outbox: Outbox
  readonly edit: UndoableEdit
  /** what names the event */
  readonly label: string
  /** the time for undo */
  readonly milliseconds: number
}

/**
 * Shows a toast that can undo an edit. The edit is sent immediately, so leaving the page loses nothing. Undo removes the edit
 * from the outbox if it was never sent; otherwise it restores the previous content with another edit.
 */
export function showEditUndo({ outbox, edit, label, milliseconds }: EditUndo, t: Translate): void {
  const { key, person, before, dated, wasSaved } = edit
  let { accepted } = edit
  saveEdit(edit)
  const findOperation = () => outbox.operations().find((operation) => operation.key === key)
  const undo = () => {
    const operation = findOperation()
    const wasNeverSent = operation?.state === 'waiting' && operation.tried !== true
    if (wasNeverSent && wasSaved) outbox.discard(key)
    else {
      const { note, date } = before
      outbox.enqueueUpdate(person, accepted ?? before, { note, ...(dated && { date }) })
    }
    focusEvent(before.id)
  }
  const closeToast = showToast({
    text: t('timeline.changed'),
    action: {
      label: t('timeline.undo'),
      name: t('timeline.undoEdit', { event: label }),
      shortcut: 'Z',
      onPress: undo,
    },
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
    const operation = findOperation()
    accept(operation?.result)
    // there is nothing to undo: the row shows the error and the options
    if (operation?.state === 'refused') closeToast()
  })
  function accept(result: LeadEvent | undefined) {
    if (result === undefined || result === accepted) return
    accepted = result
    saveEdit({ ...edit, accepted })
  }
}
