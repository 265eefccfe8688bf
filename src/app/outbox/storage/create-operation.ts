import { clockOffset, monotonicNow } from '../../shared/time/server-clock.ts'
import { newKey } from '../../shared/storage/new-key.ts'

/** What every new row of the outbox has: a key of its own, whose it is (their `personKey`), its place and the time. */
export function createOperation(person: string, lead: string, last: number) {
  const loggedAt = monotonicNow()
  // the clock may have been set back since the row before was logged
  const order = Math.max(loggedAt, last + 1)
  return { key: newKey(), order, person, lead, loggedAt, clockOffset: clockOffset() }
}
