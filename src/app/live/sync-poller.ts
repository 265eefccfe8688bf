import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit } from '../../contract/paging.ts'
import type { Tabs } from '../shared/storage/tab-coordination.ts'
import { isPageVisible, onPageVisibility } from './page-visibility.ts'

/** How long after one reading the next one comes, in milliseconds: while somebody looks, and while nobody does. */
export const pollIntervalMs = { seen: 3_000, unseen: 60_000 } as const

interface FollowParts {
  readonly tabs: Tabs
  /** whose session it is, by their `personKey`: tabs share cookies, and another's news are not theirs */
  readonly person: string
  /** where to begin: what is read of the leads is read after it */
  readonly from: Instant
  /** what changed from a moment on, that moment included, oldest change first; at most `maxLimit` */
  readonly read: (from: Instant) => Promise<readonly LeadEvent[]>
  /** gets what changed since a moment, each event once, as it is now */
  readonly onChanges: (changes: readonly LeadEvent[], since: Instant) => void
}

/**
 * Follows what changes, for all tabs of a person: one of them reads, the others are told. Contract, row "sync
 * order": "a reader who goes on from the last `updateTime` it saw misses nothing".
 */
export function startSyncPoller({ tabs, person, from, read, onChanges }: FollowParts) {
  let cursor = from
  /** what was told of at the cursor's own moment, which every reading includes */
  let told = new Set<number>()
  let leads = false
  let reading = false
  let failures = 0
  let lastRead = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A page that nobody looks at, or a service that does not answer, is left alone for longer. */
  const wait = (seen: boolean) =>
    seen ? Math.min(pollIntervalMs.seen * 2 ** failures, pollIntervalMs.unseen) : pollIntervalMs.unseen

  /** Gives what is new in a page of changes, and goes on to its end. */
  function take(items: readonly LeadEvent[]): readonly LeadEvent[] {
    const fresh = items.filter(({ id, updateTime }) => updateTime > cursor || !told.has(id))
    const end = items.at(-1)?.updateTime
    if (end === undefined) return fresh
    if (end !== cursor) told = new Set()
    cursor = end
    for (const { id, updateTime } of items) if (updateTime === end) told.add(id)
    return fresh
  }

  async function readToTheEnd() {
    for (;;) {
      const before = cursor
      const items = await read(cursor)
      const fresh = take(items)
      const isLast = items.length < maxLimit
      // "at most 99 changes share one value", so this page had all of them
      if (!isLast && cursor === before) cursor = new Date(Date.parse(cursor) + 1).toISOString()
      if (fresh.length > 0) {
        onChanges(fresh, before)
        tabs.tell({ type: 'changes', person, since: before, until: cursor, items: [...fresh] })
      }
      if (isLast) return
    }
  }

  async function readOn() {
    if (!leads || reading) return
    reading = true
    clearTimeout(timer)
    try {
      await readToTheEnd()
      failures = 0
    } catch {
      // the next reading begins where this one did, so nothing is missed
      failures++
    }
    reading = false
    lastRead = performance.now()
    if (leads) timer = setTimeout(() => void readOn(), wait(isPageVisible()))
  }

  /** A tab that is looked at keeps time for the one that reads: timers of a tab that nobody sees hardly run. */
  const look = () => {
    if (!leads && isPageVisible()) tabs.tell({ type: 'look' })
  }
  const hurry = () => {
    failures = 0
    if (leads && isPageVisible()) void readOn()
    else look()
  }
  const beat = setInterval(look, pollIntervalMs.seen)
  const stopListening = tabs.listen((message) => {
    if (message.type === 'look' && performance.now() - lastRead >= 0.9 * wait(true)) void readOn()
    if (message.type !== 'changes' || message.person !== person) return
    if (message.until > cursor) {
      cursor = message.until
      told = new Set()
    }
    onChanges(message.items, message.since)
  })
  const stopLeading = tabs.lead('live', () => {
    leads = true
    void readOn()
  })
  const stopHurrying = onPageVisibility(hurry)

  return () => {
    leads = false
    clearTimeout(timer)
    clearInterval(beat)
    stopListening()
    stopLeading()
    stopHurrying()
  }
}
