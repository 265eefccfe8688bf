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
import { useEventLabel } from '../../../shared/events/use-event-label.ts'
import { showDeletionUndo } from './show-deletion-undo.ts'
import { undoWindowMs } from './undo-keys.ts'

/** Milliseconds to wait for the state to which the lead would revert. */
const fallbackTimeoutMs = 4_000

/**
 * Deletes an event: immediately, with ten seconds to undo it, unless this would change the lead's state. In that case the
 * user must first confirm the state to which the lead would revert. `onDeletion` moves the focus to what remains.
 */
export function useEventDeletion(event: LeadEvent, onDeletion: () => void) {
  const t = useMessages()
  const eventLabel = useEventLabel()
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  const deleteEvent = useDeleteEvent()
  const [checking, setChecking] = useState(false)
  const [fallback, setFallback] = useState<LeadState>()

  function deleteWithUndo() {
    onDeletion()
    const key = deleteEvent(event, { force: false })
    showDeletionUndo({ outbox, key, event, label: eventLabel(event), milliseconds: undoWindowMs }, t)
  }

  async function start() {
    setChecking(true)
    const state = await fetchFallback()
    setChecking(false)
    if (state === null || state === undefined) deleteWithUndo()
    else setFallback(state)
  }

  /** `undefined` if the back end does not return it or is unreachable: the service then decides about an unforced deletion. */
  async function fetchFallback(): Promise<LeadState | null | undefined> {
    const timeout = new Promise<undefined>((resolve) => setTimeout(resolve, fallbackTimeoutMs))
    const request = fetchUncancelled(queryClient, { ...eventQueries.detail(event.id), staleTime: 0 })
    try {
      return (await Promise.race([request, timeout]))?.item.ifDeleted
    } catch {
      return undefined
    }
  }

  return {
    /** the state to which the lead would revert, while the user is asked to confirm */
    fallback,
    /** whether `fallback` is being fetched */
    checking,
    start: () => void start(),
    /** asks for confirmation with the state that the service returned with its rejection */
    confirmFallback: setFallback,
    cancel: () => setFallback(undefined),
    confirm: () => {
      setFallback(undefined)
      onDeletion()
      deleteEvent(event, { force: true })
      showToast({ text: t('timeline.deleted') })
    },
  }
}
