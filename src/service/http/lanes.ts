import { rateLimited } from './rate-limit.ts'

/** Runs work in the lane of a key; a place is free again when the work is done and what it gave is `delivered`. */
export type InLane = <Result>(
  key: string,
  work: () => Promise<Result>,
  delivered?: Promise<void>,
) => Promise<Result>

interface Lane {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * A lane for each key, in which `wide` pieces of work run at once and the rest wait their turn: who sends many requests at
 * once waits behind his own, not others behind him. Throws `rate_limited` where `long` wait already.
 */
export function createLanes({ wide, long }: { readonly wide: number; readonly long: number }): InLane {
  const lanes = new Map<string, Lane>()

  function leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift()
    // who waits takes the place over
    if (next !== undefined) next()
    else if (--lane.running === 0) lanes.delete(key)
  }

  return async (key, work, delivered) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] }
    lanes.set(key, lane)
    if (lane.running < wide) lane.running++
    else if (lane.waiting.length < long) await new Promise<void>((resolve) => lane.waiting.push(resolve))
    else throw rateLimited(`Keep at most ${wide + long} requests under way at once`, 1)
    try {
      const result = await work()
      if (delivered === undefined) leave(key, lane)
      else void delivered.then(() => leave(key, lane))
      return result
    } catch (error) {
      leave(key, lane)
      throw error
    }
  }
}
