import type { ApiProblem } from '../../shared/api/problems.ts'
import type { Operation } from './operation.ts'

/**
 * The age, in seconds, with which an event that was refused for its date comes just after the person's own event before
 * it; `undefined` where that one is not what stands in the way.
 *
 * A date is the service's clock less the age, and the journey adds to it: an event whose request travelled for a second
 * is dated a second late, and one that was logged half a second after it would come before it. They were logged in this
 * order, so in this order they are dated. Anybody else's event in between is for the person to decide.
 */
export function ageAfterOwnEvent(operation: Operation, { details }: ApiProblem): number | undefined {
  if (operation.kind !== 'create' || operation.body.date !== undefined) return undefined
  const fault = details?.errors?.find(({ code }) => code === 'date_not_after_latest')
  const { latest, now } = fault?.values ?? {}
  if (latest === undefined || now === undefined || latest !== operation.after) return undefined
  return Math.max(0, Date.parse(now) - Date.parse(latest) - 1) / 1_000
}
