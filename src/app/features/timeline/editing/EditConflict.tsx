import { useQueryClient } from '@tanstack/react-query'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { toChosenMinute } from '../../../shared/time/local-minute.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { UpdateOperation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { patchEvent } from '../../../shared/api/event-cache.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { articleId, focusArticle } from '../../../shared/events/focus-event.ts'
import { versionOf, type NoteDraft } from './note-draft.ts'
import { VersionComparison } from './VersionComparison.tsx'
import { useDiscard } from './use-discard.ts'

interface EditConflictProps {
  readonly operation: UpdateOperation
  /** the other user's version of the event, which the service refused to overwrite */
  readonly theirs: LeadEvent
  /** continues editing from a draft */
  readonly onEdit: (from: NoteDraft) => void
}

/** An edit that was rejected because another user had changed the event: both versions, and the choice between them. */
export function EditConflict({ operation, theirs, onEdit }: EditConflictProps) {
  const t = useMessages()
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const { event, body, key } = operation
  const base = versionOf(theirs)
  const mine = body.note ?? ''
  const resolve = (action: () => void) => {
    focusArticle(articleId(event.id))
    action()
  }
  return (
    <VersionComparison
      key={theirs.updateTime}
      event={event.id}
      base={{ note: event.note ?? '', date: event.date }}
      mine={{ note: mine, date: body.date }}
      theirs={base}
    >
      <Button size="s" onClick={() => resolve(() => void outbox.retry(key))}>
        {t('conflict.keepMine')}
      </Button>
      <Button
        size="s"
        onClick={() =>
          resolve(() => {
            // the cached event may be older
            patchEvent(queryClient, theirs)
            discard()
          })
        }
      >
        {t('conflict.takeTheirs')}
      </Button>
      <Button
        size="s"
        variant="quiet"
        onClick={() =>
          onEdit({ note: mine, base, ...(body.date !== undefined && { date: toChosenMinute(body.date) }) })
        }
      >
        {t('conflict.editMine')}
      </Button>
      <Button size="s" variant="quiet" onClick={() => onEdit({ note: theirs.note ?? '', base })}>
        {t('conflict.editTheirs')}
      </Button>
    </VersionComparison>
  )
}
