import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Operation, UpdateOperation } from '../../../outbox/operations/operation.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { EventNote } from '../event/EventNote.tsx'
import { SaveError } from './SaveError.tsx'
import { useDiscard } from './use-discard.ts'

/** Unsaved edits whose event has been deleted. Their rows have disappeared, so the texts are shown here. */
export function OrphanedEdits({ operations }: { readonly operations: readonly Operation[] }) {
  return operations
    .filter((operation) => operation.kind === 'update')
    .filter(({ problem }) => problem?.code === 'gone' || problem?.code === 'not_found')
    .map((operation) => <OrphanedEdit key={operation.key} operation={operation} />)
}

function OrphanedEdit({ operation }: { readonly operation: UpdateOperation }) {
  const t = useMessages()
  const discard = useDiscard(operation)
  return (
    <SaveError
      operation={operation}
      text={<EventNote note={operation.body.note ?? ''} open onToggle={discard} />}
    >
      <Button size="s" variant="quiet" onClick={discard}>
        {t('timeline.discard')}
      </Button>
    </SaveError>
  )
}
