import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { LeadType } from '../../contract/lead.ts'
import type { ProblemDetails } from '../../contract/problem.ts'
import { ApiProblem } from '../api/problems.ts'

/** The body of a creation as it travels: only what the person said, so that the service fills in the rest. */
export interface CreateBody {
  readonly lead: string
  readonly type: LeadType
  readonly note?: string
  readonly status?: string
  readonly date?: Instant
  readonly leadAssignee?: string
  readonly leadAssigneeRemove?: true
}

/** The body of an edit of the note; `null` empties it. */
export interface UpdateBody {
  readonly note: string | null
}

/**
 * Where an operation stands: `held` back so that it can be undone, `waiting` for its turn, under way (`sending`),
 * accepted and about to be read back (`sent`, never stored), or not saved (`refused`) with its problem.
 */
export type OperationState = 'held' | 'waiting' | 'sending' | 'sent' | 'refused'

/** Why an operation was not saved, in a form that a database can keep. */
export interface OperationProblem {
  readonly code: string
  readonly status: number
  readonly details: ProblemDetails | undefined
}

interface Row {
  readonly key: string
  readonly lead: string
  /** the `personKey` of who did it: nobody else's session may send it */
  readonly person: string
  /** milliseconds since 1970, by the browser's clock */
  readonly loggedAt: number
  readonly state: OperationState
  readonly problem?: OperationProblem | undefined
  /** it was not answered, so it may have been written: only a try under the same key is sure to write it once */
  readonly unsure?: boolean
  /** what the service made of it, once it is `sent` */
  readonly result?: LeadEvent | undefined
}

export interface CreateOperation extends Row {
  readonly kind: 'create'
  readonly body: CreateBody
}

export interface UpdateOperation extends Row {
  readonly kind: 'update'
  /** as it was before */
  readonly event: LeadEvent
  readonly body: UpdateBody
}

export interface DeleteOperation extends Row {
  readonly kind: 'delete'
  readonly event: LeadEvent
  /** the person was told what the lead falls back to, and confirmed */
  readonly force: boolean
}

/** One row of the outbox: something a person did that the service may not have accepted yet. */
export type Operation = CreateOperation | UpdateOperation | DeleteOperation

/** The problem of a row as the rest of the screen knows problems. */
export function problemOf({ problem }: Operation): ApiProblem | undefined {
  return problem && new ApiProblem(problem.code, problem.status, problem.details)
}

/** Whether an operation is neither under way nor accepted. */
export function isUnsent({ state }: Operation): boolean {
  return state === 'waiting' || state === 'refused' || state === 'held'
}

/** Whether two operations are about the same event. */
export function sameEvent(one: Operation, other: Operation): boolean {
  if (one.kind === 'create' || other.kind === 'create') return one.key === other.key
  return one.event.id === other.event.id
}
