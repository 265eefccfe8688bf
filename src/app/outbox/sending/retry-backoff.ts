/** The first delay and the longest delay without `Retry-After`; milliseconds. */
const firstDelayMs = 1_000
const maxDelayMs = 45_000

/** The longest `Retry-After` that is respected: five minutes. */
const maxRetryAfterMs = 300_000

/**
 * Returns the delay after so many failed attempts in a row, in milliseconds: it doubles each time, up to 45 seconds,
 * and is between half and all of that (`chance` from 0 to 1), so that not all clients reach a recovered service at
 * once. Never less than the service's `Retry-After`, in milliseconds.
 */
export function backoffDelay(attempts: number, chance: number, retryAfter = 0): number {
  const fullDelay = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1))
  return Math.max(fullDelay * (0.5 + chance / 2), Math.min(retryAfter, maxRetryAfterMs))
}

interface Delay {
  readonly attempts: number
  /** end of the delay, by `performance.now()` */
  readonly until: number
  /** end of the service's `Retry-After`: no attempt starts earlier unless the user asks for it */
  readonly retryAfterUntil: number
}

export type Backoff = ReturnType<typeof createBackoff>

/** The key of a delay that concerns the whole service, not one row. */
const wholeService = Symbol('service')

/** Creates the delays before retries, by a monotonic clock; calls `onOver` at the end of each delay. */
export function createBackoff(onOver: () => void) {
  const delays = new Map<string | symbol, Delay>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule() {
    clearTimeout(timer)
    const next = Math.min(
      ...[...delays.values()].map(({ until }) => until).filter((until) => until > performance.now()),
    )
    // a timer truncates to whole milliseconds, and would fire before the end of the delay
    if (next !== Infinity) timer = setTimeout(onTimer, Math.ceil(next - performance.now()))
  }

  function onTimer() {
    // schedules the later delays, and this one again if the timer fired too early all the same
    schedule()
    onOver()
  }

  const isOver = (key: string | symbol) => (delays.get(key)?.until ?? 0) <= performance.now()

  return {
    /**
     * Records a failure of the row `rowKey`, or of the whole service without it; `retryAfter` is in milliseconds. Up to
     * six requests may be in progress when the connection breaks, which is one failure: during a delay, further
     * failures extend it only to their `Retry-After`.
     */
    add: (rowKey: string | undefined, retryAfter: number | undefined) => {
      const key = rowKey ?? wholeService
      const retryAfterUntil = performance.now() + Math.min(retryAfter ?? 0, maxRetryAfterMs)
      const before = delays.get(key)
      if (before !== undefined && !isOver(key)) {
        const until = Math.max(before.until, retryAfterUntil)
        delays.set(key, {
          attempts: before.attempts,
          until,
          retryAfterUntil: Math.max(before.retryAfterUntil, retryAfterUntil),
        })
      } else {
        const attempts = (before?.attempts ?? 0) + 1
        const until = performance.now() + backoffDelay(attempts, Math.random(), retryAfter)
        delays.set(key, { attempts, until, retryAfterUntil })
      }
      schedule()
    },

    /** Clears the delay of a row, or of the whole service, after a response. */
    clear: (rowKey?: string) => {
      delays.delete(rowKey ?? wholeService)
      schedule()
    },

    /** Shortens each delay to the service's `Retry-After`: the connection returned, or the page became visible. */
    skipOwnDelays: () => {
      for (const [key, delay] of delays) delays.set(key, { ...delay, until: delay.retryAfterUntil })
      schedule()
    },

    /** Ends all delays, also those of `Retry-After`: the user asked for a retry. */
    skipDelays: () => {
      for (const [key, delay] of delays) delays.set(key, { ...delay, until: 0 })
      schedule()
    },

    /** Whether a row may be sent now. */
    maySend: (rowKey: string) => isOver(wholeService) && isOver(rowKey),

    /**
     * Returns how many requests may be in progress: six, or after a failure one, to test whether the service is back.
     */
    concurrency: () => (delays.has(wholeService) ? 1 : 6),

    stop: () => clearTimeout(timer),
  }
}
