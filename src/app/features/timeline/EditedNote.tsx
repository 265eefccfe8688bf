import type { Highlight, LeadEvent } from '../../../contract/lead-event.ts'
import { EventNote } from './event/EventNote.tsx'
import { NoteEditor } from './editing/NoteEditor.tsx'
import type { NoteDraft } from './editing/note-draft.ts'
import { EditConflictBanner } from './editing/EditConflictBanner.tsx'
import { useDateEdit } from './editing/use-date-edit.ts'
import type { NoteEdit } from './editing/use-note-edit.ts'

interface EditedNoteProps {
  readonly note: string
  /** the matches of the current search in the note */
  readonly highlights?: readonly Highlight[] | undefined
  readonly edit: NoteEdit
  /** absent for a queued event, whose date the service will determine */
  readonly event?: LeadEvent
  readonly open: boolean
  readonly onToggle: () => void
}

/** The note of an event, or the field in which it is edited. */
export function EditedNote({ note, highlights, edit, event, open, onToggle }: EditedNoteProps) {
  const { draft } = edit
  if (draft === undefined) {
    if (note === '') return null
    return <EventNote note={note} highlights={highlights} open={open} onToggle={onToggle} />
  }
  if (event === undefined) return <NoteEditor edit={edit} draft={draft} />
  return <EventEditor edit={edit} draft={draft} event={event} />
}

interface EventEditorProps {
  readonly edit: NoteEdit
  readonly draft: NoteDraft
  readonly event: LeadEvent
}

/**
 * The editor of a saved event, with the version of another user who has changed it in the meantime. It is a component of its
 * own, so that the lead's latest events are requested only while one is edited.
 */
export function EventEditor({ edit, draft, event }: EventEditorProps) {
  const dateEdit = useDateEdit(event)
  return (
    <>
      <NoteEditor edit={edit} draft={draft} date={{ current: event.date, dateEdit }} />
      {edit.theirs !== undefined && (
        <EditConflictBanner event={event} edit={edit} draft={draft} theirs={edit.theirs} />
      )}
    </>
  )
}
