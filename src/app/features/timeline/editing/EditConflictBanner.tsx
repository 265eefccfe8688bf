import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import type { EventVersion, NoteDraft } from './note-draft.ts'
import { VersionComparison } from './VersionComparison.tsx'
import type { NoteEdit } from './use-note-edit.ts'

interface OvertakenProps {
  readonly event: LeadEvent
  readonly edit: NoteEdit
  readonly draft: NoteDraft
  readonly theirs: EventVersion
}

/** Below the field: somebody else changed the event since the edit began, and what it says now. */
export function EditConflictBanner({ event, edit, draft, theirs }: OvertakenProps) {
  const t = useMessages()
  const { base = theirs } = draft
  return (
    // who it was is asked anew for each version
    <VersionComparison
      key={theirs.updateTime}
      event={event.id}
      base={{ note: base.note ?? '', date: base.date }}
      theirs={theirs}
    >
      <Button size="s" onClick={edit.keepMine}>
        {t('conflict.keepMine')}
      </Button>
      <Button size="s" onClick={edit.startFromTheirs}>
        {t('conflict.editTheirs')}
      </Button>
      <Button size="s" variant="quiet" onClick={edit.cancel}>
        {t('conflict.takeTheirs')}
      </Button>
    </VersionComparison>
  )
}
