import { useEffect, useEffectEvent, useRef } from 'react'
import { monotonicNow } from '../../../shared/time/server-clock.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useOutbox, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { deleteEdit, storedEdits } from '../../../outbox/storage/undoable-edits.ts'
import { showDeletionUndo } from './show-deletion-undo.ts'
import { showEditUndo } from './show-edit-undo.ts'
import { undoWindowMs } from './undo-keys.ts'

/** After a reload there is time to see it at least, in milliseconds: it may have been paused before. */
const least = 3_000

/** Longer ago, the tab was not loaded again but opened again: nobody looks for it any more. */
const latest = 60_000

/** Offers again to undo what could be undone when the page was loaded again, for what is left of its time. */
export function UndoToasts() {
  const t = useMessages()
  const { tabs, person } = useOutboxContext()
  const { outbox, operations } = useOutbox()
  const offered = useRef(false)
  const offer = useEffectEvent(() => {
    if (offered.current) return
    offered.current = true
    const left = (since: number) => Math.max(least, undoWindowMs - (monotonicNow() - since))
    for (const edit of storedEdits()) {
      if (edit.person !== person || monotonicNow() - edit.madeAt > latest) deleteEdit(edit.key)
      else showEditUndo({ outbox, edit, milliseconds: left(edit.madeAt) }, t)
    }
    const held = operations
      .filter((operation) => operation.kind === 'delete')
      .filter(({ state, tab }) => state === 'held' && tab === tabs.id)
    for (const { key, event, loggedAt } of held)
      showDeletionUndo({ outbox, key, event, milliseconds: left(loggedAt) }, t)
  })
  useEffect(() => offer(), [])
  return null
}
