import type { Lead } from '../../../../contract/lead.ts'
import { resolveAssignee } from '../../../../contract/rules/assignee.ts'
import { stateAfter, type LeadState } from '../../../../contract/rules/lead-state.ts'
import type { CreateBody, Operation } from '../../../outbox/operations/operation.ts'
import type { Change } from '../../../shared/event-model/event-changes.ts'

/** The largest number of leads that one bulk action changes. */
export const maxBulkLeads = 200

/** What a bulk action does to each of its leads. */
export interface BulkAction {
  readonly note: string
  /** `null` leaves the status unchanged */
  readonly status: string | null
  readonly assignee: 'keep' | 'remove' | { readonly to: string }
}

/** The event that a bulk action logs on one lead. */
export interface PlannedEvent {
  readonly lead: Lead
  readonly body: CreateBody
  /** the state that the lead has before the event */
  readonly expected: LeadState
  readonly changes: readonly Change[]
}

/**
 * Returns the events of a bulk action, one for each lead that it changes. A lead that already has the status and the
 * assignee gets no event, because its latest activity would be one that changes nothing. `queued` are the user's rows
 * in the outbox: they change a lead before this action does.
 */
export function planBulk(
  leads: readonly Lead[],
  { note, status, assignee }: BulkAction,
  queued: readonly Operation[] = [],
): readonly PlannedEvent[] {
  return leads.flatMap((lead): readonly PlannedEvent[] => {
    const expected = stateAfterQueued(lead, queued)
    const to = assigneeAfter(assignee, expected.leadAssignee)
    const changes: readonly Change[] = [
      ...(status === null || status === expected.status
        ? []
        : [{ kind: 'status', from: expected.status, to: status } as const]),
      ...(to === expected.leadAssignee
        ? []
        : [{ kind: 'assignee', from: expected.leadAssignee, to } as const]),
    ]
    if (changes.length === 0) return []
    return [{ lead, expected, changes, body: bodyOf(lead, note, changes) }]
  })
}

function assigneeAfter(assignee: BulkAction['assignee'], before: string | null): string | null {
  if (assignee === 'keep') return before
  return assignee === 'remove' ? null : assignee.to
}

function bodyOf({ id, type }: Lead, note: string, changes: readonly Change[]): CreateBody {
  const status = changes.find(({ kind }) => kind === 'status')?.to
  const assignee = changes.find(({ kind }) => kind === 'assignee')
  return {
    lead: id,
    type,
    ...(note.trim() !== '' && { note }),
    ...(typeof status === 'string' && { status }),
    ...(assignee?.to === null && { leadAssigneeRemove: true }),
    ...(typeof assignee?.to === 'string' && { leadAssignee: assignee.to }),
  }
}

/** Returns a lead's state after the user's new events that the service has not accepted yet. */
function stateAfterQueued({ id, status, leadAssignee }: Lead, queued: readonly Operation[]): LeadState {
  let state: LeadState = { status, leadAssignee }
  for (const row of queued) {
    if (row.kind !== 'create' || row.lead !== id || row.state === 'refused') continue
    const { body } = row
    const input = {
      leadAssignee: body.leadAssignee,
      leadAssigneeRemove: body.leadAssigneeRemove ?? false,
    }
    const event = {
      status: body.status ?? null,
      leadAssignee: resolveAssignee(input, state.leadAssignee),
    }
    state = stateAfter(event, state)
  }
  return state
}
