import type { LeadEvent } from '../../contract/lead-event.ts'
import { Problem } from '../core/problem.ts'

/** Returns the `ETag` of an event: every change increases `updateTime`. */
export function etagOf({ updateTime }: LeadEvent): string {
  return `"${updateTime}"`
}

/** Throws `precondition_failed` with the current event if `If-Match` names another version. */
export function checkIfMatch(event: LeadEvent, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const etags = ifMatch.split(',').map((etag) => etag.trim())
  if (etags.includes(etagOf(event))) return
  const isWeak = etags.some((etag) => etag.startsWith('W/'))
  throw new Problem(
    'precondition_failed',
    isWeak
      ? 'If-Match requires a strong ETag (RFC 9110, 13.1.1). Send the event’s ETag without W/.'
      : `The lead event was changed on ${event.updateTime}. Read it again before you update it.`,
    {
      item: event,
      headers: { etag: etagOf(event) },
    },
  )
}
