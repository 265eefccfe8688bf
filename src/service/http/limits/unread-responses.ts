import { createConcurrencyLimiter } from './concurrency-limit.ts'

/** A response on its way to a client. */
export interface Delivery {
  /** settles when the response has been read or its client is disconnected */
  readonly done: Promise<void>
  /** bytes of the response that the client's connection has accepted so far */
  readonly bytesRead: () => number
  readonly disconnect: () => void
}

const mebibyte = 1024 * 1024

/** The bytes of all callers' responses in memory up to which a large response is computed. */
const capacity = 64 * mebibyte

/**
 * The maximum bytes of unread responses in memory; beyond them, the client with the oldest response is disconnected.
 */
const maxUnreadBytes = 2 * capacity

/** The size in bytes above which a response is large: more than a list of 100 usual events. */
const largeBytes = 2 * mebibyte

/** The number of large responses computed at once: each uses a database connection from its first slice to its last. */
const largeAtOnce = 2

/** The bytes per second that a client must read on average: an 18 MB response within 3 minutes. */
const minBytesPerSecond = 128 * 1024

/** Milliseconds by which a client may be late at that rate, normally and while a large response waits for memory. */
const graceMs = 30_000
const shortGraceMs = 5_000

/** Milliseconds between two checks of the clients. */
const checkIntervalMs = 1_000

export interface UnreadResponses {
  /**
   * Computes a response with its expected size in bytes, and counts it until it is delivered. A large one waits for
   * memory, small ones never wait.
   */
  run(expectedBytes: number, make: () => Promise<Response>, delivery?: Delivery): Promise<Response>
}

interface Unread {
  readonly bytes: number
  bytesRead: number
  /**
   * milliseconds by which the client is late; reading faster earns no credit, because buffers accept megabytes at
   * once
   */
  behindMs: number
}

/** Returns the size of a response in bytes, from its Content-Length. */
export function bytesOf({ headers }: Response): number {
  return Number(headers.get('content-length') ?? 0)
}

/** Limits the memory of responses that clients have not read. `nowMs` is a monotonic clock. */
export function createUnreadResponses(nowMs: () => number = () => performance.now()): UnreadResponses {
  // maps keep their order: the oldest delivery is first
  const unread = new Map<Delivery, Unread>()
  const inMemory = createConcurrencyLimiter({ concurrency: Infinity, maxQueue: Infinity, capacity })
  const largeResponses = createConcurrencyLimiter({ concurrency: largeAtOnce, maxQueue: Infinity })
  let unreadBytes = 0
  let checkedAt = 0
  let timer: NodeJS.Timeout | undefined

  function drop(delivery: Delivery): void {
    unreadBytes -= unread.get(delivery)?.bytes ?? 0
    unread.delete(delivery)
  }

  function add(delivery: Delivery, bytes: number): void {
    unread.set(delivery, { bytes, bytesRead: 0, behindMs: 0 })
    unreadBytes += bytes
    void delivery.done.then(() => drop(delivery))
    for (const [earliest] of unread) {
      if (unreadBytes <= maxUnreadBytes || unread.size === 1) break
      drop(earliest)
      earliest.disconnect()
    }
    if (timer !== undefined) return
    checkedAt = nowMs()
    timer = setInterval(disconnectSlow, checkIntervalMs).unref()
  }

  function disconnectSlow(): void {
    const grace = inMemory.hasWaiting('') ? shortGraceMs : graceMs
    const elapsedMs = nowMs() - checkedAt
    checkedAt += elapsedMs
    for (const [delivery, state] of unread) {
      const bytesRead = delivery.bytesRead()
      const readMs = ((bytesRead - state.bytesRead) / minBytesPerSecond) * 1_000
      state.bytesRead = bytesRead
      state.behindMs = Math.max(0, state.behindMs + elapsedMs - readMs)
      if (state.behindMs > grace) delivery.disconnect()
    }
    if (unread.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    async run(expectedBytes, make, delivery) {
      const counted = async () => {
        const response = await make()
        if (delivery !== undefined) add(delivery, bytesOf(response))
        return response
      }
      if (expectedBytes <= largeBytes) return counted()
      return inMemory('', async () => largeResponses('', counted), {
        bytes: expectedBytes,
        bytesOf,
        delivered: delivery?.done,
      })
    },
  }
}
