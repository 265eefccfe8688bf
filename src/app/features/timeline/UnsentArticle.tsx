import { useGetLead } from '../../shared/api/queries.ts'
import { noteDraft } from '../../outbox/drafts/draft-place.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { useUnsent } from '../../outbox/outbox-context.ts'
import { changesOfUnsent, noteOf } from '../../outbox/unsent-changes.ts'
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
import { RefusedEvent } from './editing/RefusedEvent.tsx'
import { SavingMark } from './event/SavingMark.tsx'
import { UnsentActions } from './event/UnsentActions.tsx'
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
export function UnsentArticle(props: UnsentArticleProps) {
  const { operation, place, namesLead, open, onToggle, onMend, mending } = props
  const { user } = useSignedIn()
  const { outbox } = useUnsent()
  const discard = useDiscard(operation)
  const statuses = useStatuses()
  const lead = useGetLead(operation.lead).data?.item
  const { key, body, state, result, person } = operation
  const articleId = unsentArticleId(key)
  const note = noteOf(operation) ?? ''
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
          <EventChanges changes={result === undefined ? changesOfUnsent(body, lead) : changesOf(result)} />
          <SavingMark operation={operation} />
        </>
      }
      actions={
        (state === 'waiting' || state === 'sending') &&
        edit.draft === undefined && (
          <UnsentActions onEdit={() => edit.open()} onDiscard={drop} editButton={edit.editButton} />
        )
      }
    >
      <EditedNote note={note} edit={edit} open={open} onToggle={onToggle} />
      {state === 'refused' && (
        <RefusedEvent operation={operation} onMend={onMend} mending={mending} onDiscard={drop} />
      )}
    </EventRow>
  )
}
