import { useEffect, useEffectEvent, useRef } from 'react'
import { steadyNow } from '../api/service-clock.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useUnsent } from '../outbox/outbox-context.ts'
import { offerDeletionUndo } from './offer-deletion-undo.ts'
import { undoMilliseconds } from './undo-time.ts'

/** After a reload there is time to see it at least, in milliseconds: it may have been paused before. */
const least = 3_000

/** Offers again to undo what was held back when the page was loaded again, for what is left of its time. */
export function HeldDeletions() {
  const t = useMessages()
  const { outbox } = useUnsent()
  const offered = useRef(false)
  const offer = useEffectEvent(() => {
    if (offered.current) return
    offered.current = true
    for (const { key, event, loggedAt } of outbox.heldHere()) {
      const milliseconds = Math.max(least, undoMilliseconds - (steadyNow() - loggedAt))
      offerDeletionUndo({ outbox, key, event, milliseconds }, t)
    }
  })
  useEffect(() => offer(), [])
  return null
}
