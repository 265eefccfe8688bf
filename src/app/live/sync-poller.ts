import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import type { Tabs } from '../shared/storage/tab-coordination.ts'
import type { ChangeStream, openChangeStream } from './change-stream.ts'
import { isPageVisible, onPageVisibility } from './page-visibility.ts'

/** Milliseconds between two polls without a stream, while a page is visible and while it is hidden. */
export const pollIntervalMs = { visible: 3_000, hidden: 60_000 } as const

interface SyncPollerOptions {
  readonly tabs: Tabs
  /** the `personKey` of the signed-in user: tabs share the session cookie, and must ignore another user's changes */
  readonly person: string
  /** the first cursor, before the time at which the leads' data are fetched */
  readonly from: Instant
  /** fetches the changes from a moment on, that moment included, oldest change first; at most `maxLimit` */
  readonly fetchChanges: (from: Instant) => Promise<readonly LeadEvent[]>
  /** opens the service's stream of announcements, if it has one */
  readonly openStream?: typeof openChangeStream | undefined
  /** receives the changes since a moment, each event once, in its current version */
  readonly onChanges: (changes: readonly LeadEvent[], since: Instant) => void
}

/**
 * Fetches changes on behalf of all of a person's tabs: one tab fetches and broadcasts to the others. It fetches when the
 * service's stream announces a change, and at intervals while there is no stream. Contract, row "sync order": "a client
 * that continues from the last `updateTime` it saw misses nothing". Returns a function that stops it.
 */
export function startSyncPoller(options: SyncPollerOptions) {
  const { tabs, person, from, fetchChanges, openStream, onChanges } = options
  let cursor = from
  /** IDs of the changes already reported at the cursor's own moment, which every response includes again */
  let reportedIds = new Set<number>()
  let isLeader = false
  let isPolling = false
  let failures = 0
  let lastPoll = -Infinity
  let lastLook = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: ChangeStream | undefined
  /** the time of the latest change according to the stream, and that of the last poll; undefined without a stream */
  let announced: Instant | undefined
  let polledFor: Instant | undefined
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

  /** Whether to poll: always without a stream, otherwise after an announcement or a failed poll. */
  const isDue = () =>
    announced === undefined || failures > 0 || (announced > cursor && announced !== polledFor)

  /** Whether a tab of this browser is visible. */
  const isWatched = () => isPageVisible() || performance.now() - lastLook < 2 * pollIntervalMs.visible

  async function poll() {
    if (!isLeader || isPolling) return
    isPolling = true
    clearTimeout(timer)
    const announcement = announced
    try {
      await fetchAllChanges()
      failures = 0
      polledFor = announcement
    } catch {
      // the next poll starts at the same cursor, so it misses nothing
      failures++
    }
    isPolling = false
    lastPoll = performance.now()
    if (!isLeader || !isDue()) return
    // a change that was announced during the poll may be missing in its responses
    const isAnnounced = announced !== undefined && failures === 0
    pollAfter(isAnnounced && isWatched() ? 0 : delay(isPageVisible()))
  }

  function pollAfter(milliseconds: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void poll(), milliseconds)
  }

  /** Fetches the announced changes: at once for a visible tab, otherwise as rarely as without a stream. */
  function onLatest(latest: Instant) {
    announced = latest
    if (!isDue()) clearTimeout(timer)
    else pollAfter(isWatched() ? 0 : lastPoll + pollIntervalMs.hidden - performance.now())
  }

  function onBroken() {
    if (announced === undefined) return
    announced = undefined
    void poll()
  }

  /** A visible tab triggers the polls of a hidden leader, because browsers throttle the timers of hidden tabs. */
  const triggerLeader = () => {
    if (!isLeader && isPageVisible()) tabs.broadcast({ type: 'look' })
  }
  const onVisibility = () => {
    failures = 0
    if (isLeader) stream?.reconnect()
    if (isLeader && isPageVisible() && isDue()) void poll()
    else triggerLeader()
  }
  const heartbeat = setInterval(triggerLeader, pollIntervalMs.visible)
  const stopListening = tabs.listen((message) => {
    if (message.type === 'look') {
      lastLook = performance.now()
      if (isDue() && lastLook - lastPoll >= 0.9 * delay(true)) void poll()
    }
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
    stream = openStream?.({ onLatest, onBroken })
  })
  const unsubscribe = onPageVisibility(onVisibility)

  return () => {
    isLeader = false
    stream?.close()
    clearTimeout(timer)
    clearInterval(heartbeat)
    stopListening()
    stopLeading()
    unsubscribe()
  }
}
