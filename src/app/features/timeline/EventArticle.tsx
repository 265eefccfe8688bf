import { useRef } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { DeleteOperation, UpdateOperation } from '../../outbox/operations/operation.ts'
import { useHighlights } from '../../shared/events/MatchHighlights.tsx'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { CopyLinkDialog, useCopyLink } from '../../shared/events/CopyLinkDialog.tsx'
import { openDetails } from '../../shared/router/open-details.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { DeletionDialog } from './undo/DeletionDialog.tsx'
import { RowActions } from './event/RowActions.tsx'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { EditedNote } from './EditedNote.tsx'
import { EventRow, type RowPosition } from './event/EventRow.tsx'
import { articleId, focusNeighbour } from '../../shared/events/focus-event.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import { RejectedEdit } from './editing/RejectedEdit.tsx'
import { SavingBadge } from './event/SavingBadge.tsx'
import { useFocusOnArrival } from './navigation/use-focus-on-arrival.ts'
import { useEventEditing } from './editing/use-event-editing.ts'
import type { Instant } from '../../../contract/instant.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Time } from '../../shared/ui/Time.tsx'
import styles from './event/SavingBadge.module.css'

interface EventArticleProps {
  readonly event: LeadEvent
  /** the user's unsaved edit or deletion of the event */
  readonly operation: UpdateOperation | DeleteOperation | undefined
  readonly position: RowPosition
  /** whether it is the URL's event */
  readonly current: boolean
  /** whether the user has just navigated to it, so that it takes the focus */
  readonly arriving: boolean
  readonly onArrived: () => void
  /** whether the event names its lead, because the timeline shows several */
  readonly namesLead: boolean
  readonly open: boolean
  readonly onToggle: () => void
}

/** One event of the timeline, which can be edited and deleted in place. */
export function EventArticle(props: EventArticleProps) {
  const { event, operation, position, current, arriving, onArrived, namesLead, open, onToggle } = props
  const statuses = useStatuses()
  const t = useMessages()
  const names = usePersonNames()
  const article = useRef<HTMLElement>(null)
  const highlights = useHighlights(event)
  const link = useCopyLink({ id: event.id })
  const { update, note, date, edit, deletion, onEdit, onDelete, rejected, isConflict } = useEventEditing({
    event,
    operation,
    onDeletion: () => focusNeighbour(articleId(event.id)),
  })
  useFocusOnArrival(article, arriving, onArrived)
  return (
    <EventRow
      ref={article}
      id={articleId(event.id)}
      position={position}
      date={date}
      owner={names.of(event.owner)}
      colour={event.status === null ? undefined : statusColour(event.status, statuses)}
      current={current}
      busy={update !== undefined && update.state !== 'refused'}
      details={
        <>
          {namesLead && <LeadName lead={event.lead} />}
          <EventChanges changes={changesOf(event)} />
          {event.updateTime !== event.created && update === undefined && (
            <EditedBadge moment={event.updateTime} />
          )}
          {event.noteVisibility !== 'public' && <span>{event.noteVisibility}</span>}
          {operation !== undefined && <SavingBadge operation={operation} />}
        </>
      }
      actions={
        edit.draft === undefined && (
          <RowActions
            buttons={edit.buttons}
            onEdit={onEdit}
            busy={deletion.checking}
            actions={[
              { label: t('timeline.copyLink'), icon: 'link', onSelect: link.copy },
              {
                label: t('event.details'),
                icon: 'info',
                opensDialog: true,
                onSelect: () => openDetails(event.id),
              },
              ...(onDelete === undefined
                ? []
                : ([
                    {
                      label: t('timeline.delete'),
                      icon: 'trash',
                      shortcut: { key: 'Delete', label: t('keys.deleteKey') },
                      isDanger: true,
                      onSelect: onDelete,
                    },
                  ] as const)),
            ]}
          />
        )
      }
      shortcuts={{ e: onEdit, Delete: deletion.checking ? undefined : onDelete }}
    >
      {!isConflict && (
        <EditedNote
          note={note}
          // the highlights are positions in the saved note
          highlights={update === undefined ? highlights : undefined}
          edit={edit}
          event={event}
          open={open}
          onToggle={onToggle}
        />
      )}
      {rejected !== undefined && (
        <RejectedEdit operation={rejected} onFix={edit.open} onForce={deletion.confirmFallback} />
      )}
      {link.isShown && <CopyLinkDialog id={event.id} onClose={link.close} />}
      {deletion.fallback !== undefined && (
        <DeletionDialog
          lead={event.lead}
          fallback={deletion.fallback}
          onCancel={deletion.cancel}
          onConfirm={deletion.confirm}
        />
      )}
    </EventRow>
  )
}

/** Marks an event that was changed after it was logged, with the time on hover. */
function EditedBadge({ moment }: { readonly moment: Instant }) {
  const t = useMessages()
  return (
    <span className={styles.badge}>
      <Time instant={moment}>{t('timeline.edited')}</Time>
    </span>
  )
}
