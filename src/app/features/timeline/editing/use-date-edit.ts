import type { Instant } from '../../../../contract/instant.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { useListEvents } from '../../../shared/api/queries.ts'
import { useOutboxOf } from '../../../outbox/outbox-context.ts'

/** What a corrected date has to come after: the most recent *other* event of the lead, where there is one. */
export interface DateCorrection {
  readonly latest: Instant | undefined
}

/**
 * The window for correcting an event's date; `undefined` where that cannot be. Contract, row "update's date rule":
 * "strictly after every *other* event of the lead", so only the lead's latest one can be moved, and only while none of
 * the person's own is about to come after it.
 */
export function useDateEdit({ id, lead }: Pick<LeadEvent, 'id' | 'lead'>): DateCorrection | undefined {
  const newest = useListEvents({ leads: [lead], ordering: 'newest' }, 0).data?.items
  const unsent = useOutboxOf([lead]).some(({ kind }) => kind === 'create')
  const [first, second] = newest ?? []
  return first?.id === id && !unsent ? { latest: second?.date } : undefined
}
