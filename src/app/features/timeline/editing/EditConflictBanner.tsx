import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { mergeEdits } from './merge-edits.ts'
import type { EventVersion, NoteDraft } from './note-draft.ts'
import { VersionComparison } from './VersionComparison.tsx'
import type { NoteEdit } from './use-note-edit.ts'

interface EditConflictBannerProps {
  readonly event: LeadEvent
  readonly edit: NoteEdit
  readonly draft: NoteDraft
  readonly theirs: EventVersion
}

/** Shown below the editor if another user has changed the event since editing began: the current version and the options. */
export function EditConflictBanner({ event, edit, draft, theirs }: EditConflictBannerProps) {
  const { base = theirs } = draft
  const before = { note: base.note ?? '', date: base.date }
  const merged = mergeEdits(before, { note: draft.note, date: draft.date }, theirs)
  return (
    // the key makes each version load its own author
    <VersionComparison
      key={theirs.updateTime}
      event={event.id}
      base={before}
      theirs={theirs}
      actions={{
        keepMine: () => edit.keepMine(),
        takeTheirs: edit.cancel,
        keepBoth: merged === undefined ? undefined : () => edit.keepMine(merged),
        editTheirs: edit.startFromTheirs,
      }}
    />
  )
}
