import * as z from 'zod/mini'
import { instantSchema } from '../../../contract/instant.ts'
import { leadEventSchema } from '../../../contract/lead-event.ts'
import { newKey } from './new-key.ts'

const messageSchema = z.discriminatedUnion('type', [
  /** rows were stored, or are gone */
  z.object({ type: z.literal('changed'), keys: z.array(z.string()) }),
  /** the service accepted a row; what came of it */
  z.object({ type: z.literal('sent'), key: z.string(), result: z.optional(leadEventSchema) }),
  /** somebody pressed "try again", or (`patiently`) the page is looked at again */
  z.object({ type: z.literal('retry'), patiently: z.boolean() }),
  /** a draft was stored, or is gone */
  z.object({ type: z.literal('draft'), place: z.string() }),
  /** whose session a tab found it to be, by their `personKey`: tabs share cookies */
  z.object({ type: z.literal('session'), person: z.nullable(z.string()) }),
  /** what changed from `since` to `until`, for the tabs of one person, by their `personKey` */
  z.object({
    type: z.literal('changes'),
    person: z.string(),
    since: instantSchema,
    until: instantSchema,
    items: z.array(leadEventSchema),
  }),
  /** somebody looks at a tab, so that what others change is to be read quickly */
  z.object({ type: z.literal('look') }),
])

/** What tabs tell each other. */
export type TabMessage = z.output<typeof messageSchema>

/** What one tab does for all of them. */
export type LeaderTask = 'outbox' | 'live'

/** The other tabs of this browser that have the app open. */
export interface Tabs {
  /** this one */
  readonly id: string
  readonly broadcast: (message: TabMessage) => void
  readonly listen: (listener: (message: TabMessage) => void) => () => void
  /**
   * Calls back once this tab is the one that has a task: at once, or when the one before has gone or left it. Gives the
   * function that leaves it to another.
   */
  readonly lead: (task: LeaderTask, onLead: () => void) => () => void
  /** Resolves once another tab has gone; where the browser cannot say, when nothing of it can be left. */
  readonly whenClosed: (id: string) => Promise<void>
  /** The tabs that are open; `undefined` where the browser cannot say. */
  readonly open: () => Promise<ReadonlySet<string> | undefined>
  readonly close: () => void
}

const tabLock = 'leadline tab '

/** Longer than a deletion is held back so that it can be undone (110 s), and than a request waits; milliseconds. */
export const maxLeadershipMs = 120_000

/**
 * Joins the other tabs. Only one of them sends, and one asks what others did, each the holder of a Web Lock. Where
 * there are no locks (pages without TLS) each tab believes to be that one: they may then try the same row at once, and
 * its key sees to it that it is written once.
 */
export function connectTabs(): Tabs {
  const id = newKey()
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('leadline') : undefined
  const locks = 'locks' in navigator ? navigator.locks : undefined
  const closed = new AbortController()
  const hold = (name: string, signal: AbortSignal, onHeld: () => void) => {
    const held = locks?.request(name, { signal }, async () => {
      onHeld()
      await untilAborted(signal)
    })
    // the page was left before its turn came
    held?.catch(() => undefined)
  }
  hold(`${tabLock}${id}`, closed.signal, () => undefined)
  return {
    id,
    broadcast: (message) => {
      try {
        // a channel reaches this origin alone
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        channel?.postMessage(message)
      } catch (error) {
        // the browser closes the channel of a page that is being left, which then has nobody to tell
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
      }
    },
    listen: (listener) => {
      const read = ({ data }: MessageEvent<unknown>) => {
        const message = messageSchema.safeParse(data)
        // a tab of another version may say what this one does not know
        if (message.success) listener(message.data)
      }
      channel?.addEventListener('message', read)
      return () => channel?.removeEventListener('message', read)
    },
    lead: (task, onLead) => {
      const over = new AbortController()
      const leave = () => over.abort()
      closed.signal.addEventListener('abort', leave)
      if (locks === undefined) onLead()
      else hold(`leadline ${task}`, over.signal, onLead)
      return leave
    },
    whenClosed: async (other) => {
      if (locks === undefined) await new Promise((resolve) => setTimeout(resolve, maxLeadershipMs))
      // each tab holds the lock of its own name as long as it lives
      else await locks.request(`${tabLock}${other}`, { signal: closed.signal }, () => undefined)
    },
    open: async () => {
      const held = (await locks?.query())?.held
      return held && new Set(held.map(({ name = '' }) => name.replace(tabLock, '')))
    },
    close: () => {
      closed.abort()
      channel?.close()
    },
  }
}

async function untilAborted(signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

/** For tests: a tab by itself. */
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
