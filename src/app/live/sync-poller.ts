import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import type { Tabs } from '../shared/storage/tab-coordination.ts'
import { isPageVisible, onPageVisibility } from './page-visibility.ts'

/** Milliseconds between two polls, while a page is visible and while it is hidden. */
export const pollIntervalMs = { visible: 3_000, hidden: 60_000 } as const

interface SyncPollerOptions {
  readonly tabs: Tabs
  /** the `personKey` of the signed-in user: tabs share the session cookie, and must ignore another user's changes */
  readonly person: string
  /** the first cursor, before the time at which the leads' data are fetched */
  readonly from: Instant
  /** fetches the changes from a moment on, that moment included, oldest change first; at most `maxLimit` */
  readonly fetchChanges: (from: Instant) => Promise<readonly LeadEvent[]>
  /** receives the changes since a moment, each event once, in its current version */
  readonly onChanges: (changes: readonly LeadEvent[], since: Instant) => void
}

/**
 * Polls for changes on behalf of all of a person's tabs: one tab polls and broadcasts to the others. Contract, row
 * "sync order": "a client that continues from the last `updateTime` it saw misses nothing". Returns a function that
 * stops it.
 */
export function startSyncPoller({ tabs, person, from, fetchChanges, onChanges }: SyncPollerOptions) {
  let cursor = from
  /** IDs of the changes already reported at the cursor's own moment, which every response includes again */
  let reportedIds = new Set<number>()
  let isLeader = false
  let isPolling = false
  let failures = 0
  let lastPoll = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Polls less often while the page is hidden, and after each failure. */
  const delay = (visible: boolean) =>
    visible ? Math.min(pollIntervalMs.visible * 2 ** failures, pollIntervalMs.hidden) : pollIntervalMs.hidden

  /** Returns the changes of a page that were not reported yet, and moves the cursor to its end. */
  function advance(items: readonly LeadEvent[]): readonly LeadEvent[] {
    const newChanges = items.filter(({ id, updateTime }) => updateTime > cursor || !reportedIds.has(id))
    const end = items.at(-1)?.updateTime
    if (end === undefined) return newChanges
    if (end !== cursor) reportedIds = new Set()
    cursor = end
    for (const { id, updateTime } of items) if (updateTime === end) reportedIds.add(id)
    return newChanges
  }

  async function fetchAllChanges() {
    for (;;) {
      const before = cursor
      const items = await fetchChanges(cursor)
      const newChanges = advance(items)
      const isLastPage = items.length < maxLimit
      // "at most 99 changes share one value", so this page contained all changes of the cursor's moment
      if (!isLastPage && cursor === before) cursor = new Date(Date.parse(cursor) + 1).toISOString()
      if (newChanges.length > 0) {
        onChanges(newChanges, before)
        tabs.broadcast({ type: 'changes', person, since: before, until: cursor, items: [...newChanges] })
      }
      if (isLastPage) return
    }
  }

  async function poll() {
    if (!isLeader || isPolling) return
    isPolling = true
    clearTimeout(timer)
    try {
      await fetchAllChanges()
      failures = 0
    } catch {
      // the next poll starts at the same cursor, so it misses nothing
      failures++
    }
    isPolling = false
    lastPoll = performance.now()
    if (isLeader) timer = setTimeout(() => void poll(), delay(isPageVisible()))
  }

  /** A visible tab triggers the polls of a hidden leader, because browsers throttle the timers of hidden tabs. */
  const triggerLeader = () => {
    if (!isLeader && isPageVisible()) tabs.broadcast({ type: 'look' })
  }
  const onVisibility = () => {
    failures = 0
    if (isLeader && isPageVisible()) void poll()
    else triggerLeader()
  }
  const heartbeat = setInterval(triggerLeader, pollIntervalMs.visible)
  const stopListening = tabs.listen((message) => {
    if (message.type === 'look' && performance.now() - lastPoll >= 0.9 * delay(true)) void poll()
    if (message.type !== 'changes' || message.person !== person) return
    if (message.until > cursor) {
      cursor = message.until
      reportedIds = new Set()
    }
    onChanges(message.items, message.since)
  })
  const stopLeading = tabs.lead('live', () => {
    isLeader = true
    void poll()
  })
  const unsubscribe = onPageVisibility(onVisibility)

  return () => {
    isLeader = false
    clearTimeout(timer)
    clearInterval(heartbeat)
    stopListening()
    stopLeading()
    unsubscribe()
  }
}
