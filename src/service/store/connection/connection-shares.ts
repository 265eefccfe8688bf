import { ClientGone } from './request-context.ts'

/** Reads (single statements and snapshots) or writes (transactions). */
export type WorkKind = 'read' | 'write'

export interface Work {
  readonly kind: WorkKind
  readonly applicationId: string
  /** aborted when no one waits for the result any more */
  readonly signal: AbortSignal | undefined
}

/** No connection was free in time, so nothing was started. */
export class NoFreeConnection extends Error {}

/** Milliseconds that a task waits for a connection. */
const waitTimeoutMs = 5_000

/** Milliseconds of waiting after which connections count as exhausted. */
const exhaustedAfterMs = 1_000

/** The maximum share of the connections of all reads, and of all writes: the rest is left to the other kind. */
const shareOfKind = 0.7

/** The maximum shares of one application: its writes wait for each other, and one lock can block all of them. */
const shareOfApplication = { read: 0.6, write: 0.4 }

export interface ConnectionShares {
  /** Runs a task as soon as its share has a free connection. Throws `NoFreeConnection` after five seconds. */
  run<Result>(work: Work, task: () => Promise<Result>): Promise<Result>
  /** the number of waiting tasks */
  readonly waiting: number
  /** whether a task has waited for a second although its own application has a share left */
  readonly isExhausted: boolean
}

interface Waiting {
  readonly since: number
  readonly start: () => void
}

/**
 * Divides the connections of a pool, so that reads and writes, and the writes of several applications, do not starve
 * each other. Waiting tasks are started by application in turn. `nowMs` is a monotonic clock.
 */
export function createConnectionShares(
  connections: number,
  nowMs: () => number = () => performance.now(),
): ConnectionShares {
  const atLeastOne = (part: number) => Math.max(1, Math.floor(connections * part))
  const ofKind = atLeastOne(shareOfKind)
  const kinds = {
    read: createKind(ofKind, Math.min(ofKind, atLeastOne(shareOfApplication.read))),
    write: createKind(ofKind, Math.min(ofKind, atLeastOne(shareOfApplication.write))),
  }

  async function wait({ kind, applicationId, signal }: Work): Promise<void> {
    if (kinds[kind].enter(applicationId)) return
    await new Promise<void>((resolve, reject) => {
      const settle = (end: () => void) => () => {
        kinds[kind].leaveQueue(applicationId, waiting)
        clearTimeout(late)
        signal?.removeEventListener('abort', gone)
        end()
      }
      const waiting = { since: nowMs(), start: settle(resolve) }
      const gone = settle(() => reject(new ClientGone('the client left')))
      const late = setTimeout(
        settle(() => reject(new NoFreeConnection('no database connection was free'))),
        waitTimeoutMs,
      )
      signal?.addEventListener('abort', gone)
      kinds[kind].queue(applicationId, waiting)
    })
  }

  return {
    async run(work, task) {
      await wait(work)
      try {
        return await task()
      } finally {
        kinds[work.kind].leave(work.applicationId)
      }
    },
    get waiting() {
      return kinds.read.waiting + kinds.write.waiting
    },
    get isExhausted() {
      const before = nowMs() - exhaustedAfterMs
      return kinds.read.hasStarvedSince(before) || kinds.write.hasStarvedSince(before)
    },
  }
}

/** The tasks of one kind: the running ones, and the waiting ones by application. */
function createKind(ofKind: number, ofApplication: number) {
  const running = new Map<string, number>()
  const queues = new Map<string, Set<Waiting>>()
  let total = 0

  const runningOf = (applicationId: string) => running.get(applicationId) ?? 0
  const hasRoom = (applicationId: string) => runningOf(applicationId) < ofApplication

  function count(applicationId: string, by: 1 | -1): void {
    total += by
    const now = runningOf(applicationId) + by
    if (now === 0) running.delete(applicationId)
    else running.set(applicationId, now)
  }

  function startNext(): void {
    for (const [applicationId, queue] of queues) {
      const [next] = queue
      if (next === undefined || !hasRoom(applicationId)) continue
      // the other applications are first the next time
      queues.delete(applicationId)
      if (queue.size > 1) queues.set(applicationId, queue)
      count(applicationId, 1)
      next.start()
      return
    }
  }

  return {
    get waiting() {
      return [...queues.values()].reduce((sum, queue) => sum + queue.size, 0)
    },
    /** Counts a task as running if no task that could run waits before it. */
    enter(applicationId: string): boolean {
      if (total >= ofKind || !hasRoom(applicationId)) return false
      count(applicationId, 1)
      return true
    },
    leave(applicationId: string): void {
      count(applicationId, -1)
      startNext()
    },
    queue(applicationId: string, waiting: Waiting): void {
      const queue = queues.get(applicationId) ?? new Set()
      queues.set(applicationId, queue.add(waiting))
    },
    leaveQueue(applicationId: string, waiting: Waiting): void {
      const queue = queues.get(applicationId)
      queue?.delete(waiting)
      if (queue?.size === 0) queues.delete(applicationId)
    },
    hasStarvedSince(before: number): boolean {
      return [...queues].some(
        ([applicationId, queue]) => hasRoom(applicationId) && [...queue].some(({ since }) => since < before),
      )
    },
  }
}
