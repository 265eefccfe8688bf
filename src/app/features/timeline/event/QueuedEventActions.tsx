import type { Ref } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { EventAction } from '../../../shared/ui/EventAction.tsx'

interface QueuedEventActionsProps {
  readonly onEdit: () => void
  readonly onDiscard: () => void
  readonly editButton: Ref<HTMLButtonElement>
}

/** The actions on an event that is not saved yet. */
export function QueuedEventActions({ onEdit, onDiscard, editButton }: QueuedEventActionsProps) {
  const t = useMessages()
  return (
    <>
      <EventAction
        ref={editButton}
        label={t('timeline.editNote')}
        word={t('timeline.edit')}
        icon="edit"
        onClick={onEdit}
      />
      <EventAction
        label={t('timeline.discard')}
        word={t('timeline.discard')}
        icon="trash"
        onClick={onDiscard}
      />
    </>
  )
}
