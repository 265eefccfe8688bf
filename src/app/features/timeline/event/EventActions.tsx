import type { Ref } from 'react'
import { openDetails } from '../../../shared/router/open-details.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { CopyLink } from '../../../shared/events/CopyLink.tsx'
import { EventAction } from '../../../shared/ui/EventAction.tsx'

interface EventActionsProps {
  readonly id: number
  /** whether the user may edit and delete the event */
  readonly canEdit: boolean
  readonly onEdit: () => void
  readonly onDelete: () => void
  /** whether the effect of a deletion is being checked */
  readonly deleting: boolean
  readonly editButton: Ref<HTMLButtonElement>
}

/** The actions on an event. They are always visible, for keyboard and touch users. */
export function EventActions({ id, canEdit, onEdit, onDelete, deleting, editButton }: EventActionsProps) {
  const t = useMessages()
  return (
    <>
      {canEdit && (
        <>
          <EventAction
            ref={editButton}
            label={t('timeline.editNote')}
            word={t('timeline.edit')}
            icon="edit"
            aria-keyshortcuts="e"
            onClick={onEdit}
          />
          <EventAction
            label={t('timeline.deleteEvent')}
            word={t('timeline.delete')}
            icon="trash"
            aria-keyshortcuts="Delete"
            busy={deleting}
            onClick={onDelete}
          />
        </>
      )}
      <EventAction
        label={t('event.title')}
        word={t('event.details')}
        icon="info"
        aria-haspopup="dialog"
        onClick={() => openDetails(id)}
      />
      <CopyLink id={id} />
    </>
  )
}
