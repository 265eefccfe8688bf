import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { LeadState } from '../../../../contract/rules/lead-state.ts'
import { useDeleteEvent } from '../../../outbox/mutations.ts'
import { eventQueries } from '../../../shared/api/queries.ts'
import { fetchUncancelled } from '../../../shared/api/fetch-uncancelled.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { articleId, focusNeighbour } from '../../../shared/events/focus-event.ts'
import { showDeletionUndo } from './show-deletion-undo.ts'
import { undoWindowMs } from './undo-keys.ts'

/** After this, in milliseconds, nobody waits any longer to be told what the lead would fall back to. */
const patience = 4_000

/**
 * Deleting an event: at once, with ten seconds to undo it; where the lead's state would change, only after the person
 * has read what it falls back to.
 */
export function useEventDeletion(event: LeadEvent) {
  const t = useMessages()
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  const deleteEvent = useDeleteEvent()
  const [asking, setAsking] = useState(false)
  const [fallback, setFallback] = useState<LeadState>()

  function hold() {
    focusNeighbour(articleId(event.id))
    const key = deleteEvent(event, { force: false })
    showDeletionUndo({ outbox, key, event, milliseconds: undoWindowMs }, t)
  }

  async function ask() {
    setAsking(true)
    const state = await readFallback()
    setAsking(false)
    if (state === null || state === undefined) hold()
    else setFallback(state)
  }

  /** `undefined` where the back end does not tell or cannot be reached: then the service decides, without force. */
  async function readFallback(): Promise<LeadState | null | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience))
    const reading = fetchUncancelled(queryClient, { ...eventQueries.detail(event.id), staleTime: 0 })
    try {
      return (await Promise.race([reading, late]))?.item.ifDeleted
    } catch {
      return undefined
    }
  }

  return {
    /** what the lead falls back to, while the person is asked */
    fallback,
    /** that is being read */
    asking,
    ask: () => void ask(),
    /** asks with what the service said when it refused */
    confirmFallback: setFallback,
    cancel: () => setFallback(undefined),
    confirm: () => {
      setFallback(undefined)
      focusNeighbour(articleId(event.id))
      deleteEvent(event, { force: true })
      showToast({ text: t('timeline.deleted') })
    },
  }
}
