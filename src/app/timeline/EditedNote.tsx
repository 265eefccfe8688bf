import { EventNote } from './EventNote.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import type { NoteEdit } from './use-note-edit.ts'

interface EditedNoteProps {
  readonly note: string
  readonly edit: NoteEdit
  readonly open: boolean
  readonly onToggle: () => void
}

/** The note of an event, or the field in which it is edited. */
export function EditedNote({ note, edit, open, onToggle }: EditedNoteProps) {
  if (edit.text === undefined) {
    return note === '' ? null : <EventNote note={note} open={open} onToggle={onToggle} />
  }
  return (
    <NoteEditor
      text={edit.text}
      onChange={edit.change}
      onSave={edit.save}
      onCancel={edit.cancel}
      focused={edit.focused}
    />
  )
}
