import type { LeadState } from '../../../../contract/rules/lead-state.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { DeleteOperation, UpdateOperation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { EditConflict } from './EditConflict.tsx'
import { articleId, focusArticle } from '../../../shared/events/focus-event.ts'
import type { NoteDraft } from './note-draft.ts'
import { SaveError } from './SaveError.tsx'
import { useDiscard } from './use-discard.ts'

interface RefusedChangeProps {
  readonly operation: UpdateOperation | DeleteOperation
  /** opens the note again: with the text that was refused, or from another one */
  readonly onMend: (from?: NoteDraft) => void
  /** asks whether to delete although the lead falls back */
  readonly onForce: (fallback: LeadState) => void
}

/**
 * An edit or a deletion that was refused: why, and the ways out. One whose answer was lost is not refused but waits for
 * its next try, so that nothing is offered here for what may have been done.
 */
export function RejectedEdit({ operation, onMend, onForce }: RefusedChangeProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const { kind, key, problem } = operation
  const leave = (act: () => void) => {
    focusArticle(articleId(operation.event.id))
    act()
  }
  const fallback = problem?.details?.ifDeleted
  const theirs = problem?.details?.item
  if (kind === 'update' && theirs !== undefined) {
    return <EditConflict operation={operation} theirs={theirs} onEdit={onMend} />
  }
  return (
    <SaveError operation={operation}>
      {kind === 'delete' && fallback !== undefined && (
        <Button size="s" onClick={() => onForce(fallback)}>
          {t('timeline.deleteAnyway')}
        </Button>
      )}
      {fallback === undefined && (
        <Button size="s" onClick={() => leave(() => void outbox.retry(key))}>
          {t('timeline.retry')}
        </Button>
      )}
      {kind === 'update' && (
        <Button size="s" onClick={() => onMend()}>
          {t('timeline.mend')}
        </Button>
      )}
      <Button size="s" variant="quiet" onClick={() => leave(discard)}>
        {kind === 'delete' ? t('timeline.keepEvent') : t('timeline.discard')}
      </Button>
    </SaveError>
  )
}
