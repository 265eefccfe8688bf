import * as z from 'zod/mini'
import { instantSchema } from '../../../contract/instant.ts'
import { leadEventSchema } from '../../../contract/lead-event.ts'
import { ifAvailable } from './browser-limits.ts'
import { newKey } from './new-key.ts'

const messageSchema = z.discriminatedUnion('type', [
  /** rows of the outbox were stored or removed */
  z.object({ type: z.literal('changed'), keys: z.array(z.string()) }),
  /** the service accepted a row; `result` is the saved event */
  z.object({ type: z.literal('sent'), key: z.string(), result: z.optional(leadEventSchema) }),
  /** the user asked for a retry, or (`patiently`) a page became visible again */
  z.object({ type: z.literal('retry'), patiently: z.boolean() }),
  /** a draft was stored or removed */
  z.object({ type: z.literal('draft'), place: z.string() }),
  /** the `personKey` of the session that a tab received, because tabs share the session cookie */
  z.object({ type: z.literal('session'), person: z.nullable(z.string()) }),
  /** the changes from `since` to `until`, for the tabs of the person with this `personKey` */
  z.object({
    type: z.literal('changes'),
    person: z.string(),
    since: instantSchema,
    until: instantSchema,
    items: z.array(leadEventSchema),
  }),
  /** a tab is visible, so that the leading tab must poll often */
  z.object({ type: z.literal('look') }),
])

/** A message between tabs. */
export type TabMessage = z.output<typeof messageSchema>

/** A task that one tab performs for all tabs. */
export type LeaderTask = 'outbox' | 'live'

/** Access to the other tabs of this browser that have the app open. */
export interface Tabs {
  /** the ID of this tab's page */
  readonly id: string
  readonly broadcast: (message: TabMessage) => void
  readonly listen: (listener: (message: TabMessage) => void) => () => void
  /**
   * Calls `onLead` once this tab performs a task: at once, or when the previous leader has closed or stopped. Returns a
   * function that leaves the task to another tab.
   */
  readonly lead: (task: LeaderTask, onLead: () => void) => () => void
  /** Resolves once another tab has closed; if the browser cannot detect that, after `maxLeadershipMs`. */
  readonly whenClosed: (id: string) => Promise<void>
  /** Returns the IDs of the open tabs; `undefined` if the browser cannot detect them. */
  readonly open: () => Promise<ReadonlySet<string> | undefined>
  readonly close: () => void
}

const tabLock = 'leadline tab '

/**
 * Milliseconds: longer than a deletion is delayed so that it can be undone (110 s), and than a request takes at most.
 */
export const maxLeadershipMs = 120_000

/**
 * Connects to the other tabs. One tab sends, and one tab polls for changes: the tab that holds the Web Lock of the
 * task. Without locks (pages without TLS) or messages each tab assumes to be the leader: several tabs may then send the same row at
 * once, and its idempotency key ensures that it is written once.
 */
export function connectTabs(): Tabs {
  const id = newKey()
  const channel = ifAvailable(() => new BroadcastChannel('leadline'))
  // the compiler expects locks in every browser and on every page
  const locks: LockManager | undefined = ifAvailable(() => navigator.locks)
  const closed = new AbortController()
  const hold = (name: string, signal: AbortSignal, onHeld: () => void) => {
    const request = async () =>
      locks?.request(name, { signal }, async () => {
        onHeld()
        await untilAborted(signal)
      })
    request().catch(() => {
      // the page was left before it got the lock, or the browser blocks locks
      if (!signal.aborted) onHeld()
    })
  }
  hold(`${tabLock}${id}`, closed.signal, () => undefined)
  return {
    id,
    broadcast: (message) => {
      try {
        // a channel only reaches pages of this origin
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        channel?.postMessage(message)
      } catch (error) {
        // the browser closes the channel of a page that is being left; the message is then not needed
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
      }
    },
    listen: (listener) => {
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        const message = messageSchema.safeParse(data)
        // a tab of another version may send messages that this one does not know
        if (message.success) listener(message.data)
      }
      channel?.addEventListener('message', onMessage)
      return () => channel?.removeEventListener('message', onMessage)
    },
    lead: (task, onLead) => {
      const stopped = new AbortController()
      const stop = () => stopped.abort()
      closed.signal.addEventListener('abort', stop)
      // a tab that cannot send messages cannot work for the others
      if (locks === undefined || channel === undefined) onLead()
      else hold(`leadline ${task}`, stopped.signal, onLead)
      return stop
    },
    whenClosed: async (other) => {
      // each tab holds the lock of its own name as long as it is open
      const isClosed = locks?.request(`${tabLock}${other}`, { signal: closed.signal }, () => undefined)
      await (isClosed?.catch(longestLeadership) ?? longestLeadership())
    },
    open: async () => {
      const held = (await locks?.query().catch(() => undefined))?.held
      return held && new Set(held.map(({ name = '' }) => name.replace(tabLock, '')))
    },
    close: () => {
      closed.abort()
      channel?.close()
    },
  }
}

async function longestLeadership() {
  return new Promise<void>((resolve) => {
    setTimeout(resolve, maxLeadershipMs)
  })
}

async function untilAborted(signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

/** For tests: a single tab. */
export function singleTab(): Tabs {
  return {
    id: 'alone',
    broadcast: () => undefined,
    listen: () => () => undefined,
    lead: (_task, onLead) => {
      onLead()
      return () => undefined
    },
    whenClosed: async () => new Promise(() => undefined),
    open: async () => new Set(['alone']),
    close: () => undefined,
  }
}
