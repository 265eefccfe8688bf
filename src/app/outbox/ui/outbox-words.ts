import type { Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import type { CreateOperation, Operation } from '../operations/operation.ts'
import { problemMessages } from './problem-messages.ts'
import { isToBeDeleted, queuedNote } from '../queued-changes.ts'

/** What a row is, for the person: an event taken back before it was known to be saved is one of its own. */
export function kindOf(operation: Operation) {
  return isToBeDeleted(operation) ? 'withdrawn' : operation.kind
}

/** What a row says: what was typed, or the note of the event that is to be deleted, else what it changes. */
export function textOf(operation: Operation, t: Translate): string {
  if (operation.kind === 'update') return operation.body.note ?? t('outbox.emptied')
  if (operation.kind === 'delete') return operation.event.note ?? operation.event.status ?? ''
  return queuedNote(operation) ?? changesIn(operation, t).join(', ')
}

/** What else a new event says: its status, and who has the lead from then on. */
function changesIn({ body }: CreateOperation, t: Translate): readonly string[] {
  const { status, leadAssignee, leadAssigneeRemove } = body
  const assignee = leadAssigneeRemove === true ? t('timeline.nobody') : leadAssignee
  return [status, assignee].filter((word) => word !== undefined)
}

/** Where a row stands, and why. */
export function stateWords(operation: Operation, viewer: Viewer, t: Translate): string {
  const { state, problem } = operation
  if (state === 'sending') return t('outbox.saving')
  if (problem === undefined) return t('timeline.waiting')
  const reasons = problemMessages(operation, viewer, t)
  return state === 'refused' ? reasons : `${reasons} ${t('outbox.again')}`
}

interface OutboxWords {
  readonly leadName: (lead: string) => string
  /** a moment in milliseconds */
  readonly moment: (milliseconds: number) => string
}

/** The whole outbox as plain text, for another place to keep it: a paragraph a row, nothing left out. */
export function outboxText(operations: readonly Operation[], t: Translate, words: OutboxWords): string {
  return operations
    .map((operation) => {
      const { lead, loggedAt } = operation
      const head = `${words.leadName(lead)} (${lead}) · ${t(`outbox.kind.${kindOf(operation)}`)} · ${words.moment(loggedAt)}`
      if (operation.kind !== 'create') return [head, textOf(operation, t)].join('\n')
      const { date } = operation.body
      const facts = [...(date === undefined ? [] : [date]), ...changesIn(operation, t)]
      const said = [facts.join(' · '), queuedNote(operation) ?? ''].filter((line) => line !== '')
      return [head, ...said].join('\n')
    })
    .join('\n\n')
}
