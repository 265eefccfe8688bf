import { useEffect, useEffectEvent, useRef } from 'react'
import { steadyNow } from '../api/service-clock.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useOutbox, useUnsent } from '../outbox/outbox-context.ts'
import { offerDeletionUndo } from './offer-deletion-undo.ts'
import { undoMilliseconds } from './undo-time.ts'

/** After a reload there is time to see it at least, in milliseconds: it may have been paused before. */
const least = 3_000

/** Offers again to undo what was held back when the page was loaded again, for what is left of its time. */
export function HeldDeletions() {
  const t = useMessages()
  const { tabs } = useUnsent()
  const { outbox, operations } = useOutbox()
  const offered = useRef(false)
  const offer = useEffectEvent(() => {
    if (offered.current) return
    offered.current = true
    const held = operations
      .filter((operation) => operation.kind === 'delete')
      .filter(({ state, tab }) => state === 'held' && tab === tabs.id)
    for (const { key, event, loggedAt } of held) {
      const milliseconds = Math.max(least, undoMilliseconds - (steadyNow() - loggedAt))
      offerDeletionUndo({ outbox, key, event, milliseconds }, t)
    }
  })
  useEffect(() => offer(), [])
  return null
}
