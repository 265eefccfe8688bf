import type { Instant } from '../../../contract/instant.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { useOutboxOf } from '../../outbox/outbox-context.ts'
import { unsentDate } from '../../outbox/operations/operation.ts'
import { latestEventDate, type LeadContext } from './composer-values.ts'

/**
 * The most recent event that a new one has to come after, as far as it is known here: the lead's, or one of the
 * person's own that is on its way before it. A refused event that is mended goes ahead of those behind it, so only the
 * lead's counts for it.
 */
export function useLatestEvent(lead: LeadContext, mending: CreateOperation | undefined): Instant | undefined {
  const operations = useOutboxOf([lead.id])
  const known = latestEventDate(lead)
  if (mending !== undefined) return known
  return operations
    .filter((operation) => operation.kind === 'create')
    .filter(({ state }) => state !== 'refused')
    .map(unsentDate)
    .reduce((latest, date) => (latest === undefined || date > latest ? date : latest), known)
}
