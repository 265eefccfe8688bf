import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'

/** Discards a queued or rejected operation; the user can restore its text for ten seconds. */
export function useDiscard(operation: Operation): () => void {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  return () => {
    outbox.discard(operation.key)
    if (operation.kind === 'delete') return
    showToast({
      text: t('timeline.discarded'),
      action: { label: t('timeline.bringBack'), onPress: () => outbox.restore(operation) },
      milliseconds: 10_000,
    })
  }
}
