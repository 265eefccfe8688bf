import type { Ref } from 'react'
import { openDetails } from '../../../shared/router/open-details.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { CopyLink } from '../../../shared/events/CopyLink.tsx'
import { EventAction } from '../../../shared/ui/EventAction.tsx'

interface EventActionsProps {
  readonly id: number
  /** the person may edit and delete it */
  readonly mayChange: boolean
  readonly onEdit: () => void
  readonly onDelete: () => void
  /** what a deletion would do is being asked */
  readonly deleting: boolean
  readonly editButton: Ref<HTMLButtonElement>
}

/** What can be done with an event; always there, so that no keyboard and no finger has to look for it. */
export function EventActions({ id, mayChange, onEdit, onDelete, deleting, editButton }: EventActionsProps) {
  const t = useMessages()
  return (
    <>
      {mayChange && (
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
