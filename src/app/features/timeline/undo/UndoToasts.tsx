import { useEffect, useEffectEvent, useRef } from 'react'
import { monotonicNow } from '../../../shared/time/server-clock.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useOutbox, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { deleteEdit, storedEdits } from '../../../outbox/storage/undoable-edits.ts'
import { useEventLabel } from '../../../shared/events/use-event-label.ts'
import { showDeletionUndo } from './show-deletion-undo.ts'
import { showEditUndo } from './show-edit-undo.ts'
import { undoWindowMs } from './undo-keys.ts'

/** Minimum time of a toast after a reload, in milliseconds, because its timer may have been paused before. */
const minToastMs = 3_000

/** Maximum age of an edit, in milliseconds: after that, the tab was not reloaded but reopened, and no undo is expected. */
const maxEditAgeMs = 60_000

/** After a reload, shows the undo toasts again for the rest of their time. */
export function UndoToasts() {
  const t = useMessages()
  const eventLabel = useEventLabel()
  const { tabs, person } = useOutboxContext()
  const { outbox, operations } = useOutbox()
  const isDone = useRef(false)
  const showToasts = useEffectEvent(() => {
    if (isDone.current) return
    isDone.current = true
    const left = (since: number) => Math.max(minToastMs, undoWindowMs - (monotonicNow() - since))
    for (const edit of storedEdits()) {
      if (edit.person !== person || monotonicNow() - edit.madeAt > maxEditAgeMs) deleteEdit(edit.key)
      else showEditUndo({ outbox, edit, label: eventLabel(edit.before), milliseconds: left(edit.madeAt) }, t)
    }
    const pendingDeletions = operations
      .filter((operation) => operation.kind === 'delete')
      .filter(({ state, tab }) => state === 'held' && tab === tabs.id)
    for (const { key, event, loggedAt } of pendingDeletions)
      showDeletionUndo({ outbox, key, event, label: eventLabel(event), milliseconds: left(loggedAt) }, t)
  })
  useEffect(() => showToasts(), [])
  return null
}
