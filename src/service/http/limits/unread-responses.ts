import { createConcurrencyLimiter } from './concurrency-limit.ts'

/** A response on its way to a client. */
export interface Delivery {
  /** settles when the response was read or its client is disconnected */
  readonly done: Promise<void>
  /** bytes of the response that the client's connection has taken so far */
  readonly bytesRead: () => number
  readonly disconnect: () => void
}

const mebibyte = 1024 * 1024

/** Bytes of responses in memory up to which a large one is made, of all callers together. */
const capacity = 64 * mebibyte

/** Bytes of unread responses in memory at the most: beyond, the client that reads longest is disconnected. */
const maxUnreadBytes = 2 * capacity

/** Bytes above which a response is large: more than a list of 100 usual events. */
const largeBytes = 2 * mebibyte

/** Large responses that are made at once: each holds a connection to the database from its first slice to its last. */
const largeAtOnce = 2

/** Bytes a second that a client has to read on average: an 18 MB response within 3 minutes. */
const minBytesPerSecond = 128 * 1024

/** Milliseconds that a client may be behind that rate, and while a large response waits for its memory. */
const graceMs = 30_000
const pressedGraceMs = 5_000

/** Milliseconds between two looks at what was read. */
const checkIntervalMs = 1_000

export interface UnreadResponses {
  /**
   * Makes a response that is expected to have so many bytes, and counts it until it is delivered. A large one waits until
   * there is memory for it, small ones never wait.
   */
  run(expectedBytes: number, make: () => Promise<Response>, delivery?: Delivery): Promise<Response>
}

interface Unread {
  readonly bytes: number
  bytesRead: number
  /** milliseconds that the client is behind the rate; what it reads faster is no credit, for buffers take megabytes at once */
  behindMs: number
}

/** The bytes of a response that `answer` has made. */
export function bytesOf({ headers }: Response): number {
  return Number(headers.get('content-length') ?? 0)
}

/** Bounds the memory of responses that clients have not read. `nowMs` is a monotonic clock. */
export function createUnreadResponses(nowMs: () => number = () => performance.now()): UnreadResponses {
  // the time of the earliest delivery comes first
  const unread = new Map<Delivery, Unread>()
  const inMemory = createConcurrencyLimiter({ wide: Infinity, long: Infinity, capacity })
  const making = createConcurrencyLimiter({ wide: largeAtOnce, long: Infinity })
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
    const grace = inMemory.hasWaiting('') ? pressedGraceMs : graceMs
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
      return inMemory('', async () => making('', counted), {
        bytes: expectedBytes,
        bytesOf,
        delivered: delivery?.done,
      })
    },
  }
}
