import type { LeadEvent } from '../../contract/lead-event.ts'
import { Problem } from '../core/problem.ts'

/** The `ETag` of an event: every change of it moves `updateTime` on. */
export function etagOf({ updateTime }: LeadEvent): string {
  return `"${updateTime}"`
}

/** Throws `precondition_failed`, with the event as it is now, where `If-Match` names another version of it. */
export function checkIfMatch(event: LeadEvent, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const named = ifMatch.split(',').map((etag) => etag.trim())
  if (named.includes(etagOf(event))) return
  const isWeak = named.some((etag) => etag.startsWith('W/'))
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
