import { useQueryClient } from '@tanstack/react-query'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { toChosenMinute } from '../../../shared/time/local-minute.ts'
import type { UpdateOperation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { patchEvent } from '../../../shared/api/event-cache.ts'
import { articleId, focusArticle } from '../../../shared/events/focus-event.ts'
import { useUndoableUpdate } from '../undo/use-edit-undo.ts'
import { mergeEdits } from './merge-edits.ts'
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
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const updateEvent = useUndoableUpdate()
  const { event, body, key } = operation
  const base = versionOf(theirs)
  const mine = body.note ?? ''
  const before = { note: event.note ?? '', date: event.date }
  const merged = mergeEdits(before, { note: mine, date: body.date }, base)
  const resolve = (action: () => void) => {
    focusArticle(articleId(event.id))
    action()
  }
  return (
    <VersionComparison
      key={theirs.updateTime}
      event={event.id}
      base={before}
      mine={{ note: mine, date: body.date }}
      theirs={base}
      actions={{
        keepMine: () => resolve(() => void outbox.retry(key)),
        takeTheirs: () =>
          resolve(() => {
            // the cached event may be older
            patchEvent(queryClient, theirs)
            discard()
          }),
        keepBoth:
          merged === undefined
            ? undefined
            : () =>
                resolve(() => {
                  patchEvent(queryClient, theirs)
                  outbox.discard(key)
                  updateEvent(theirs, { ...body, note: merged }, base)
                }),
        editMine: () =>
          onEdit({ note: mine, base, ...(body.date !== undefined && { date: toChosenMinute(body.date) }) }),
        editTheirs: () => onEdit({ note: theirs.note ?? '', base }),
      }}
    />
  )
}
