import type { Highlight } from '../../contract/lead-event.ts'
import { EventNote } from './EventNote.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import type { NoteEdit } from './use-note-edit.ts'

interface EditedNoteProps {
  readonly note: string
  /** what matched in it, where words are looked for */
  readonly highlights?: readonly Highlight[] | undefined
  readonly edit: NoteEdit
  readonly open: boolean
  readonly onToggle: () => void
}

/** The note of an event, or the field in which it is edited. */
export function EditedNote({ note, highlights, edit, open, onToggle }: EditedNoteProps) {
  if (edit.text === undefined) {
    if (note === '') return null
    return <EventNote note={note} highlights={highlights} open={open} onToggle={onToggle} />
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
