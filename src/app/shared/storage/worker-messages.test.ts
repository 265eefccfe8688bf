import { expect, it } from 'vitest'
import { maxLeadershipMs } from './tab-coordination.ts'
import { reloadTimes } from './worker-messages.ts'

it('lets the worker stop waiting for a page before another tab sends its deletions', () => {
  const { graceMs, maxMs, reclaimMs } = reloadTimes
  const times = [graceMs, maxMs, reclaimMs, maxLeadershipMs]
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  // the worker looks for a loading page every half second, and then still has to send
  expect(reclaimMs - maxMs).toBeGreaterThan(1_000)
})
