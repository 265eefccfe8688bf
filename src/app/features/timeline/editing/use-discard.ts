import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useEventLabel } from '../../../shared/events/use-event-label.ts'
import { queuedDate, type Operation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'

/** Discards a queued or rejected operation; the user can restore its text for ten seconds. */
export function useDiscard(operation: Operation): () => void {
  const t = useMessages()
  const eventLabel = useEventLabel()
  const { outbox } = useOutboxContext()
  return () => {
    outbox.discard(operation.key)
    if (operation.kind === 'delete') return
    const date = operation.kind === 'create' ? queuedDate(operation) : operation.event.date
    const label = eventLabel({ note: operation.body.note ?? null, date })
    showToast({
      text: t('timeline.discarded'),
      action: {
        label: t('timeline.bringBack'),
        name: t('timeline.bringBackNamed', { event: label }),
        onPress: () => outbox.restore(operation),
      },
      milliseconds: 10_000,
    })
  }
}
