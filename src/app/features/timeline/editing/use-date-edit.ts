import type { Instant } from '../../../../contract/instant.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { useListEvents } from '../../../shared/api/queries.ts'
import { useOutboxOf } from '../../../outbox/outbox-context.ts'

/** The date after which the edited date must be: that of the most recent *other* event of the lead, if there is one. */
export interface DateEdit {
  readonly latest: Instant | undefined
}

/**
 * The window for editing an event's date; `undefined` if the date cannot be edited. Contract, row "update's date rule":
 * "strictly after every *other* event of the lead", so only the date of the lead's latest event can be edited, and only
 * while the user has no queued event of the lead.
 */
export function useDateEdit({ id, lead }: Pick<LeadEvent, 'id' | 'lead'>): DateEdit | undefined {
  const newest = useListEvents({ leads: [lead], ordering: 'newest' }, 0).data?.items
  const hasQueued = useOutboxOf([lead]).some(({ kind }) => kind === 'create')
  const [first, second] = newest ?? []
  return first?.id === id && !hasQueued ? { latest: second?.date } : undefined
}
