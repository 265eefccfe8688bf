import { useRef } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { canEditEvent } from '../../../contract/permissions.ts'
import { noteDraft } from '../../outbox/drafts/draft-key.ts'
import type { DeleteOperation, UpdateOperation } from '../../outbox/operations/operation.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useHighlights } from '../../shared/events/MatchHighlights.tsx'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { DeletionDialog } from './undo/DeletionDialog.tsx'
import { EditedBadge } from './event/EditedBadge.tsx'
import { EventActions } from './event/EventActions.tsx'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { EditedNote } from './EditedNote.tsx'
import { EventRow, type RowPlace } from './event/EventRow.tsx'
import { articleId } from '../../shared/events/focus-event.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import { versionOf } from './editing/note-draft.ts'
import { RejectedEdit } from './editing/RejectedEdit.tsx'
import { SavingBadge } from './event/SavingBadge.tsx'
import { useFocusOnArrival } from './navigation/use-focus-on-arrival.ts'
import { useUndoableUpdate } from './undo/use-edit-undo.ts'
import { useEventDeletion } from './undo/use-event-deletion.ts'
import { useNoteEdit } from './editing/use-note-edit.ts'

interface EventArticleProps {
  readonly event: LeadEvent
  /** what the person did to it that is not saved yet */
  readonly operation: UpdateOperation | DeleteOperation | undefined
  readonly place: RowPlace
  /** it is the event of the address */
  readonly current: boolean
  /** it was just arrived at, so it takes the focus */
  readonly arriving: boolean
  readonly onArrived: () => void
  /** the timeline shows several leads, so each event names its own */
  readonly namesLead: boolean
  readonly open: boolean
  readonly onToggle: () => void
}

/** One event of the timeline, edited and deleted in its place. */
export function EventArticle(props: EventArticleProps) {
  const { event, operation, place, current, arriving, onArrived, namesLead, open, onToggle } = props
  const { user } = useSignedIn()
  const statuses = useStatuses()
  const article = useRef<HTMLElement>(null)
  const update = operation?.kind === 'update' ? operation : undefined
  const inSight =
    update === undefined ? event : { ...event, note: update.body.note, date: update.body.date ?? event.date }
  const note = inSight.note ?? ''
  const highlights = useHighlights(event)
  const updateEvent = useUndoableUpdate()
  const edit = useNoteEdit({
    place: noteDraft(personKey(personOf(user)), event.lead, event.id),
    shown: note,
    refused: update?.state === 'refused',
    // what was refused is nobody's version of it
    version: versionOf(update?.state === 'refused' ? event : inSight),
    onSave: (body, base) => updateEvent(event, body, base),
  })
  const deletion = useEventDeletion(event)
  const refused = operation?.state === 'refused' && edit.draft === undefined ? operation : undefined
  // then both texts stand below, side by side
  const isConflict = refused?.kind === 'update' && refused.problem?.details?.item !== undefined
  useFocusOnArrival(article, arriving, onArrived)
  return (
    <EventRow
      ref={article}
      id={articleId(event.id)}
      place={place}
      date={inSight.date}
      owner={event.owner.name}
      colour={event.status === null ? undefined : statusColour(event.status, statuses)}
      current={current}
      busy={update !== undefined && update.state !== 'refused'}
      facts={
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
          <EventActions
            id={event.id}
            mayChange={canEditEvent(user, event.owner.id)}
            onEdit={() => edit.open()}
            onDelete={deletion.ask}
            deleting={deletion.asking}
            editButton={edit.editButton}
          />
        )
      }
    >
      {!isConflict && (
        <EditedNote
          note={note}
          // places in the note as it was saved
          highlights={update === undefined ? highlights : undefined}
          edit={edit}
          event={event}
          open={open}
          onToggle={onToggle}
        />
      )}
      {refused !== undefined && (
        <RejectedEdit operation={refused} onMend={edit.open} onForce={deletion.confirmFallback} />
      )}
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
