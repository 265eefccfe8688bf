import { useGetLead } from '../../shared/api/queries.ts'
import { noteDraft } from '../../outbox/drafts/draft-key.ts'
import { queuedDate, type CreateOperation } from '../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../outbox/outbox-context.ts'
import { changesOfQueued, queuedNote } from '../../outbox/queued-changes.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { EditedNote } from './EditedNote.tsx'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { RowActions } from './event/RowActions.tsx'
import { EventRow, type RowPosition } from './event/EventRow.tsx'
import { focusNeighbour, queuedArticleId } from '../../shared/events/focus-event.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import { RejectedEvent } from './editing/RejectedEvent.tsx'
import { SavingBadge } from './event/SavingBadge.tsx'
import { useDiscard } from './editing/use-discard.ts'
import { useNoteEdit } from './editing/use-note-edit.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'

interface QueuedEventProps {
  readonly operation: CreateOperation
  readonly position: RowPosition
  readonly namesLead: boolean
  readonly open: boolean
  readonly onToggle: () => void
  /** opens the event in the composer */
  readonly onFix: (key: string) => void
  /** whether the event is in the composer now */
  readonly isFixing: boolean
}

/** A logged event that is not saved yet: it can be edited and discarded in place; a rejected one shows the error and options. */
export function QueuedEvent(props: QueuedEventProps) {
  const { operation, position, namesLead, open, onToggle, onFix, isFixing } = props
  const { user } = useSignedIn()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const t = useMessages()
  const statuses = useStatuses()
  const lead = useGetLead(operation.lead).data?.item
  const { key, body, state, result, person } = operation
  const articleId = queuedArticleId(key)
  const note = queuedNote(operation) ?? ''
  const edit = useNoteEdit({
    draftKey: noteDraft(person, operation.lead, key),
    shown: note,
    date: queuedDate(operation),
    isRejected: false,
    onSave: (changed) => outbox.changeNote(key, changed.note),
  })
  const discardAndMoveFocus = () => {
    focusNeighbour(articleId)
    discard()
  }
  const canEdit = (state === 'waiting' || state === 'sending') && edit.draft === undefined
  const onEdit = () => edit.open()
  return (
    <EventRow
      id={articleId}
      position={position}
      date={queuedDate(operation)}
      owner={user.name}
      colour={body.status === undefined ? undefined : statusColour(body.status, statuses)}
      busy={state === 'sending' || state === 'sent'}
      details={
        <>
          {namesLead && <LeadName lead={operation.lead} />}
          <EventChanges changes={result === undefined ? changesOfQueued(body, lead) : changesOf(result)} />
          <SavingBadge operation={operation} />
        </>
      }
      actions={
        canEdit && (
          <RowActions
            buttons={edit.buttons}
            onEdit={onEdit}
            actions={[
              {
                label: t('timeline.discard'),
                icon: 'trash',
                shortcut: { key: 'Delete', label: t('keys.deleteKey') },
                isDanger: true,
                onSelect: discardAndMoveFocus,
              },
            ]}
          />
        )
      }
      shortcuts={canEdit ? { e: onEdit, Delete: discardAndMoveFocus } : {}}
    >
      <EditedNote note={note} edit={edit} open={open} onToggle={onToggle} />
      {state === 'refused' && (
        <RejectedEvent
          operation={operation}
          onFix={onFix}
          isFixing={isFixing}
          onDiscard={discardAndMoveFocus}
        />
      )}
    </EventRow>
  )
}
