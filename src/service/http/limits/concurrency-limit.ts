import { ClientGone, requestContext } from '../../store/connection/request-context.ts'
import { rateLimited } from './rate-limit.ts'

/** What a piece of work needs of its lane beside a place. */
export interface Cost<Result> {
  /** bytes that the work is expected to need; default 0 */
  readonly bytes?: number
  /** bytes that its result needs, in place of the expected ones */
  readonly bytesOf?: (result: Result) => number
  /** settles when the result is no longer held in memory; default: at once */
  readonly delivered?: Promise<void> | undefined
}

/** Runs work in the lane of a key; its place is free again when the work is done and its result is delivered. */
export interface RunLimited {
  <Result>(key: string, work: () => Promise<Result>, cost?: Cost<Result>): Promise<Result>
  /** whether work waits in the lane of a key */
  readonly hasWaiting: (key: string) => boolean
}

export interface LaneOptions {
  /** pieces of work of a lane that run at once */
  readonly wide: number
  /** pieces of work of a lane that wait */
  readonly long: number
  /** bytes that the running pieces of a lane need together; a larger piece runs alone. Default: any number */
  readonly capacity?: number
}

interface Waiting {
  readonly bytes: number
  readonly start: () => void
}

interface Lane {
  running: number
  bytes: number
  readonly waiting: Waiting[]
}

/**
 * A lane for each key: work of one key waits behind other work of that key, and not behind that of others. Throws
 * `rate_limited` where `long` pieces wait already, and `ClientGone` where the client left while its work waited.
 */
export function createConcurrencyLimiter({ wide, long, capacity = Infinity }: LaneOptions): RunLimited {
  const lanes = new Map<string, Lane>()

  const hasRoom = (lane: Lane, bytes: number) =>
    lane.running < wide && (lane.running === 0 || lane.bytes + bytes <= capacity)

  function startWaiting(key: string, lane: Lane): void {
    for (let [next] = lane.waiting; next !== undefined && hasRoom(lane, next.bytes); [next] = lane.waiting) {
      lane.waiting.shift()
      lane.running++
      lane.bytes += next.bytes
      next.start()
    }
    if (lane.running === 0) lanes.delete(key)
  }

  /** Takes a place; returns what to wait for where none is free. */
  function enter(lane: Lane, bytes: number): Promise<void> | undefined {
    if (lane.waiting.length > 0 || !hasRoom(lane, bytes)) {
      if (lane.waiting.length >= long)
        throw rateLimited(`At most ${wide + long} concurrent requests are allowed`, 1)
      return new Promise((start) => lane.waiting.push({ bytes, start }))
    }
    lane.running++
    lane.bytes += bytes
    return undefined
  }

  async function inLane<Result>(
    key: string,
    work: () => Promise<Result>,
    { bytes = 0, bytesOf, delivered }: Cost<Result> = {},
  ): Promise<Result> {
    const lane = lanes.get(key) ?? { running: 0, bytes: 0, waiting: [] }
    lanes.set(key, lane)
    const place = enter(lane, bytes)
    if (place !== undefined) await place
    let needed = bytes
    const leave = () => {
      lane.running--
      lane.bytes -= needed
      startWaiting(key, lane)
    }
    try {
      if (requestContext()?.signal.aborted === true) throw new ClientGone('the client left')
      const result = await work()
      if (delivered === undefined) leave()
      else {
        needed = bytesOf?.(result) ?? bytes
        lane.bytes += needed - bytes
        startWaiting(key, lane)
        void delivered.then(leave)
      }
      return result
    } catch (error) {
      leave()
      throw error
    }
  }

  return Object.assign(inLane, { hasWaiting: (key: string) => (lanes.get(key)?.waiting.length ?? 0) > 0 })
}
