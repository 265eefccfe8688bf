/** The first wait, and the longest that the outbox chooses by itself; milliseconds. */
const first = 1_000
const longest = 45_000

/** A service that asks for more patience than this is tried all the same: five minutes. */
const mostPatience = 300_000

/**
 * How long to wait after so many failed tries in a row, in milliseconds: twice as long each time, up to 45 seconds, and
 * somewhere between half and all of that (`chance` from 0 to 1), so that a service that comes back is not met by
 * everybody at once. Never less than the service asked for (`Retry-After`).
 */
export function backoffDelay(tries: number, chance: number, retryAfter = 0): number {
  const whole = Math.min(longest, first * 2 ** (tries - 1))
  return Math.max(whole * (0.5 + chance / 2), Math.min(retryAfter, mostPatience))
}

interface Wait {
  readonly tries: number
  readonly until: number
  /** before this nobody tries, however much they want to: the service asked for it */
  readonly asked: number
}

export type Backoff = ReturnType<typeof createWaits>

/** Whatever concerns the whole service, and not one row. */
const whole = Symbol('service')

/** Keeps account of what has to wait, by a clock that nobody sets, and calls `onOver` when the next wait is over. */
export function createWaits(onOver: () => void) {
  const waits = new Map<string | symbol, Wait>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function remind() {
    clearTimeout(timer)
    const next = Math.min(
      ...[...waits.values()].map(({ until }) => until).filter((until) => until > performance.now()),
    )
    // a timer counts whole milliseconds, and cuts off the rest: it would ring before the wait is over
    if (next !== Infinity) timer = setTimeout(ring, Math.ceil(next - performance.now()))
  }

  function ring() {
    // what rang too early all the same, and whatever waits longer, is called for again
    remind()
    onOver()
  }

  const isOver = (name: string | symbol) => (waits.get(name)?.until ?? 0) <= performance.now()

  return {
    /**
     * Takes note of a failure: of the whole service, or of one row. Six may be under way where the connection breaks,
     * and that is one failure: who waits already waits no longer for the others, but for what the service asked.
     */
    add: (key: string | undefined, retryAfter: number | undefined) => {
      const name = key ?? whole
      const asked = performance.now() + Math.min(retryAfter ?? 0, mostPatience)
      const before = waits.get(name)
      if (before !== undefined && !isOver(name)) {
        const until = Math.max(before.until, asked)
        waits.set(name, { tries: before.tries, until, asked: Math.max(before.asked, asked) })
      } else {
        const tries = (before?.tries ?? 0) + 1
        const until = performance.now() + backoffDelay(tries, Math.random(), retryAfter)
        waits.set(name, { tries, until, asked })
      }
      remind()
    },

    /** The service answered, or a row is through. */
    clear: (key?: string) => {
      waits.delete(key ?? whole)
      remind()
    },

    /** Waits no longer than the service asked for: the connection is back, or somebody looks. */
    hurry: () => {
      for (const [name, wait] of waits) waits.set(name, { ...wait, until: wait.asked })
      remind()
    },

    /** Waits no longer at all: somebody pressed "try again". */
    end: () => {
      for (const [name, wait] of waits) waits.set(name, { ...wait, until: 0 })
      remind()
    },

    /** Whether a row may be tried now. */
    mayTry: (key: string) => isOver(whole) && isOver(key),

    /** How many may be under way at once: where the last answers failed, one finds out whether the service is back. */
    atOnce: () => (waits.has(whole) ? 1 : 6),

    stop: () => clearTimeout(timer),
  }
}
