import type { Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import type { CreateOperation, Operation } from '../operations/operation.ts'
import { problemMessages } from './problem-messages.ts'
import { isToBeDeleted, queuedNote } from '../queued-changes.ts'

/** Returns the kind of a row for the user: an event deleted before it was known to be saved is a kind of its own. */
export function kindOf(operation: Operation) {
  return isToBeDeleted(operation) ? 'withdrawn' : operation.kind
}

/** Returns the text of a row: the note that was typed or is to be deleted, or without a note what the row changes. */
export function textOf(operation: Operation, t: Translate): string {
  if (operation.kind === 'update') return operation.body.note ?? t('outbox.emptied')
  if (operation.kind === 'delete') return operation.event.note ?? operation.event.status ?? ''
  return queuedNote(operation) ?? changesIn(operation, t).join(', ')
}

/** Returns a new event's status and its new assignee, if it has them. */
function changesIn({ body }: CreateOperation, t: Translate): readonly string[] {
  const { status, leadAssignee, leadAssigneeRemove } = body
  const assignee = leadAssigneeRemove === true ? t('timeline.nobody') : leadAssignee
  return [status, assignee].filter((text) => text !== undefined)
}

/** Returns the state of a row, with the reason. */
export function stateText(operation: Operation, viewer: Viewer, t: Translate): string {
  const { state, problem } = operation
  if (state === 'sending') return t('outbox.saving')
  if (problem === undefined) return t('timeline.waiting')
  const reasons = problemMessages(operation, viewer, t)
  return state === 'refused' ? reasons : `${reasons} ${t('outbox.again')}`
}

interface OutboxFormats {
  readonly leadName: (lead: string) => string
  /** formats a time in milliseconds since 1970 */
  readonly moment: (milliseconds: number) => string
}

/** Returns the whole outbox as plain text, to be copied: one paragraph for each row, with every value. */
export function outboxText(operations: readonly Operation[], t: Translate, formats: OutboxFormats): string {
  return operations
    .map((operation) => {
      const { lead, loggedAt } = operation
      const head = `${formats.leadName(lead)} (${lead}) · ${t(`outbox.kind.${kindOf(operation)}`)} · ${formats.moment(loggedAt)}`
      if (operation.kind !== 'create') return [head, textOf(operation, t)].join('\n')
      const { date } = operation.body
      const properties = [...(date === undefined ? [] : [date]), ...changesIn(operation, t)]
      const lines = [properties.join(' · '), queuedNote(operation) ?? ''].filter((line) => line !== '')
      return [head, ...lines].join('\n')
    })
    .join('\n\n')
}
