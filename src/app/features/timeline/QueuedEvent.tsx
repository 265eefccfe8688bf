import { useGetLead } from '../../shared/api/queries.ts'
import { noteDraft } from '../../outbox/drafts/draft-key.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../outbox/outbox-context.ts'
import { changesOfQueued, queuedNote } from '../../outbox/queued-changes.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { EditedNote } from './EditedNote.tsx'
import { changesOf } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import { unsentDate } from '../../outbox/operations/operation.ts'
import { EventRow, type RowPlace } from './event/EventRow.tsx'
import { focusNeighbour, unsentArticleId } from '../../shared/events/focus-event.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import { RejectedEvent } from './editing/RejectedEvent.tsx'
import { SavingBadge } from './event/SavingBadge.tsx'
import { QueuedEventActions } from './event/QueuedEventActions.tsx'
import { useDiscard } from './editing/use-discard.ts'
import { useNoteEdit } from './editing/use-note-edit.ts'

interface UnsentArticleProps {
  readonly operation: CreateOperation
  readonly place: RowPlace
  readonly namesLead: boolean
  readonly open: boolean
  readonly onToggle: () => void
  /** brings the event back into the composer; absent where there is none */
  readonly onMend: ((key: string) => void) | undefined
  /** it is in the composer now */
  readonly mending: boolean
}

/** An event that was logged and is not yet saved: edited and taken back in its place, or refused, with the ways out. */
export function QueuedEvent(props: UnsentArticleProps) {
  const { operation, place, namesLead, open, onToggle, onMend, mending } = props
  const { user } = useSignedIn()
  const { outbox } = useOutboxContext()
  const discard = useDiscard(operation)
  const statuses = useStatuses()
  const lead = useGetLead(operation.lead).data?.item
  const { key, body, state, result, person } = operation
  const articleId = unsentArticleId(key)
  const note = queuedNote(operation) ?? ''
  const edit = useNoteEdit({
    place: noteDraft(person, operation.lead, key),
    shown: note,
    refused: false,
    onSave: (changed) => outbox.changeNote(key, changed.note),
  })
  const drop = () => {
    focusNeighbour(articleId)
    discard()
  }
  return (
    <EventRow
      id={articleId}
      place={place}
      date={unsentDate(operation)}
      owner={user.name}
      colour={body.status === undefined ? undefined : statusColour(body.status, statuses)}
      busy={state === 'sending' || state === 'sent'}
      facts={
        <>
          {namesLead && <LeadName lead={operation.lead} />}
          <EventChanges changes={result === undefined ? changesOfQueued(body, lead) : changesOf(result)} />
          <SavingBadge operation={operation} />
        </>
      }
      actions={
        (state === 'waiting' || state === 'sending') &&
        edit.draft === undefined && (
          <QueuedEventActions onEdit={() => edit.open()} onDiscard={drop} editButton={edit.editButton} />
        )
      }
    >
      <EditedNote note={note} edit={edit} open={open} onToggle={onToggle} />
      {state === 'refused' && (
        <RejectedEvent operation={operation} onMend={onMend} mending={mending} onDiscard={drop} />
      )}
    </EventRow>
  )
}
