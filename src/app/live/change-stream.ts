import { changeStreamPath, streamBeatMs } from '../../contract/change-stream.ts'
import { instantSchema, type Instant } from '../../contract/instant.ts'

/** Milliseconds without a message after which a stream counts as broken: a message may be late. */
const silenceMs = streamBeatMs + 25_000

/** Milliseconds before the first new connection, and at most. */
const reconnectMs = { first: 1_000, longest: 60_000 } as const

interface ChangeStreamOptions {
  /** receives the time of the application's latest change: first on connecting, then with each change, and repeatedly */
  readonly onLatest: (latest: Instant) => void
  /** called when the stream breaks: until the next message, nothing is announced */
  readonly onBroken: () => void
}

/** An open stream of announcements. */
export interface ChangeStream {
  /** Connects at once if the stream is broken, because the page is visible again or the network has returned. */
  readonly reconnect: () => void
  readonly close: () => void
}

/**
 * Listens to the service's announcements of changes (server-sent events). Connects again after a failure, with increasing
 * delays, also if a proxy or a sleeping laptop leaves a dead connection open.
 */
export function openChangeStream({ onLatest, onBroken }: ChangeStreamOptions): ChangeStream {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function wait(milliseconds: number, next: () => void) {
    clearTimeout(timer)
    timer = setTimeout(next, milliseconds)
  }

  function connect() {
    const connecting = new EventSource(changeStreamPath)
    source = connecting
    connecting.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const latest = instantSchema.safeParse(data)
      if (!latest.success) return
      failures = 0
      wait(silenceMs, abandon)
      onLatest(latest.data)
    })
    // the browser would reconnect without increasing delays, and wait for a dead connection for ever
    connecting.addEventListener('error', abandon)
    wait(silenceMs, abandon)
  }

  function abandon() {
    source?.close()
    source = undefined
    // random, so that not all pages connect in the same moment after a restart of the service
    const longest = Math.min(reconnectMs.first * 2 ** failures, reconnectMs.longest)
    failures++
    wait(longest * (0.5 + Math.random() / 2), connect)
    onBroken()
  }

  connect()
  return {
    reconnect: () => {
      if (source !== undefined) return
      failures = 0
      clearTimeout(timer)
      connect()
    },
    close: () => {
      clearTimeout(timer)
      source?.close()
    },
  }
}
