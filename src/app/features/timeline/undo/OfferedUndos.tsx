import { useEffect, useEffectEvent, useRef } from 'react'
import { steadyNow } from '../../../shared/time/service-clock.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useOutbox, useUnsent } from '../../../outbox/outbox-context.ts'
import { forgetEdit, keptEdits } from '../../../outbox/storage/kept-edits.ts'
import { offerDeletionUndo } from './offer-deletion-undo.ts'
import { offerEditUndo } from './offer-edit-undo.ts'
import { undoMilliseconds } from './undo-time.ts'

/** After a reload there is time to see it at least, in milliseconds: it may have been paused before. */
const least = 3_000

/** Longer ago, the tab was not loaded again but opened again: nobody looks for it any more. */
const latest = 60_000

/** Offers again to undo what could be undone when the page was loaded again, for what is left of its time. */
export function OfferedUndos() {
  const t = useMessages()
  const { tabs, person } = useUnsent()
  const { outbox, operations } = useOutbox()
  const offered = useRef(false)
  const offer = useEffectEvent(() => {
    if (offered.current) return
    offered.current = true
    const left = (since: number) => Math.max(least, undoMilliseconds - (steadyNow() - since))
    for (const edit of keptEdits()) {
      if (edit.person !== person || steadyNow() - edit.madeAt > latest) forgetEdit(edit.key)
      else offerEditUndo({ outbox, edit, milliseconds: left(edit.madeAt) }, t)
    }
    const held = operations
      .filter((operation) => operation.kind === 'delete')
      .filter(({ state, tab }) => state === 'held' && tab === tabs.id)
    for (const { key, event, loggedAt } of held)
      offerDeletionUndo({ outbox, key, event, milliseconds: left(loggedAt) }, t)
  })
  useEffect(() => offer(), [])
  return null
}
