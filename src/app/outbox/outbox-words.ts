import type { Reader } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { Operation } from './operation.ts'
import { problemReasons } from './problem-reasons.ts'
import { isToBeDeleted, noteOf } from './unsent-changes.ts'

/** What a row is, for the person: an event taken back before it was known to be saved is one of its own. */
export function kindOf(operation: Operation) {
  return isToBeDeleted(operation) ? 'withdrawn' : operation.kind
}

/** What a row says: what was typed, or the note of the event that is to be deleted, else what it changes. */
export function textOf(operation: Operation): string {
  if (operation.kind === 'update') return operation.body.note ?? ''
  if (operation.kind === 'delete') return operation.event.note ?? operation.event.status ?? ''
  const { status, leadAssignee } = operation.body
  return noteOf(operation) ?? [status, leadAssignee].filter((word) => word !== undefined).join(', ')
}

/** Where a row stands, and why. */
export function stateWords(operation: Operation, reader: Reader, t: Translate): string {
  const { state, problem } = operation
  if (state === 'sending') return t('outbox.saving')
  if (problem === undefined) return t('timeline.waiting')
  const reasons = problemReasons(operation, reader, t)
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
      const body = operation.kind === 'create' ? operation.body : undefined
      const facts = [body?.date, body?.status, body?.leadAssignee].filter((fact) => fact !== undefined)
      return [head, ...(facts.length > 0 ? [facts.join(' · ')] : []), textOf(operation)].join('\n')
    })
    .join('\n\n')
}
