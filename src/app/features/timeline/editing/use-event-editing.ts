import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { canEditEvent } from '../../../../contract/permissions.ts'
import { noteDraft } from '../../../outbox/drafts/draft-key.ts'
import type { DeleteOperation, UpdateOperation } from '../../../outbox/operations/operation.ts'
import { personKey, personOf } from '../../../shared/session/person.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { useUndoableUpdate } from '../undo/use-edit-undo.ts'
import { useEventDeletion } from '../undo/use-event-deletion.ts'
import { versionOf } from './note-draft.ts'
import { useNoteEdit } from './use-note-edit.ts'

interface EventEditingParts {
  readonly event: LeadEvent
  /** the user's unsaved edit or deletion of the event */
  readonly operation: UpdateOperation | DeleteOperation | undefined
  /** moves the focus to what remains, just before the event is deleted */
  readonly onDeletion: () => void
}

/** The edit and the deletion of an event, in its row and in its details: both continue the same draft. */
export function useEventEditing({ event, operation, onDeletion }: EventEditingParts) {
  const { user } = useSignedIn()
  const update = operation?.kind === 'update' ? operation : undefined
  const displayed =
    update === undefined ? event : { ...event, note: update.body.note, date: update.body.date ?? event.date }
  const note = displayed.note ?? ''
  const updateEvent = useUndoableUpdate()
  const edit = useNoteEdit({
    draftKey: noteDraft(personKey(personOf(user)), event.lead, event.id),
    shown: note,
    date: displayed.date,
    isRejected: update?.state === 'refused',
    // a rejected edit is no version of the event
    version: versionOf(update?.state === 'refused' ? event : displayed),
    onSave: (body, base) => updateEvent(event, body, base),
  })
  const deletion = useEventDeletion(event, onDeletion)
  const canEdit = canEditEvent(user, event.owner.id) && edit.draft === undefined
  const rejected = operation?.state === 'refused' && edit.draft === undefined ? operation : undefined
  return {
    /** the user's unsaved edit */
    update,
    note,
    date: displayed.date,
    edit,
    deletion,
    /** `undefined` if the user may not edit and delete the event, or is editing it */
    onEdit: canEdit ? () => edit.open() : undefined,
    onDelete: canEdit ? deletion.start : undefined,
    /** the edit or deletion that the service rejected */
    rejected,
    // `RejectedEdit` shows both versions of a conflict, so the note is not shown above them
    isConflict: rejected?.kind === 'update' && rejected.problem?.details?.item !== undefined,
  }
}
