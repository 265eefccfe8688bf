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

interface RejectedEditProps {
  readonly operation: UpdateOperation | DeleteOperation
  /** opens the editor with the rejected text, or with another draft */
  readonly onFix: (from?: NoteDraft) => void
  /** asks the user to confirm the deletion although it changes the lead's state */
  readonly onForce: (fallback: LeadState) => void
}

/**
 * An edit or a deletion that the service rejected: the error and the options. An operation without a response is not
 * rejected but waits for its retry, so this offers no action for an operation that may have succeeded.
 */
export function RejectedEdit({ operation, onFix, onForce }: RejectedEditProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const { kind, key, problem } = operation
  const resolve = (action: () => void) => {
    focusArticle(articleId(operation.event.id))
    action()
  }
  const fallback = problem?.details?.ifDeleted
  const theirs = problem?.details?.item
  if (kind === 'update' && theirs !== undefined) {
    return <EditConflict operation={operation} theirs={theirs} onEdit={onFix} />
  }
  return (
    <SaveError operation={operation}>
      {kind === 'delete' && fallback !== undefined && (
        <Button size="s" onClick={() => onForce(fallback)}>
          {t('timeline.deleteAnyway')}
        </Button>
      )}
      {fallback === undefined && (
        <Button size="s" onClick={() => resolve(() => void outbox.retry(key))}>
          {t('timeline.retry')}
        </Button>
      )}
      {kind === 'update' && (
        <Button size="s" onClick={() => onFix()}>
          {t('timeline.mend')}
        </Button>
      )}
      <Button size="s" variant="quiet" onClick={() => resolve(discard)}>
        {kind === 'delete' ? t('timeline.keepEvent') : t('timeline.discard')}
      </Button>
    </SaveError>
  )
}
