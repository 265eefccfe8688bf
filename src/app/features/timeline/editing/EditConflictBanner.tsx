import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
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
  const t = useMessages()
  const { base = theirs } = draft
  return (
    // the key makes each version load its own author
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
