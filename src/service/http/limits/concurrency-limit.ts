import { ClientGone, requestContext } from '../../store/connection/request-context.ts'
import { rateLimited } from './rate-limit.ts'

/** The resources that a task needs besides a slot. */
export interface Cost<Result> {
  /** bytes that the task is expected to need; default: 0 */
  readonly bytes?: number
  /** bytes that its result actually needs */
  readonly bytesOf?: (result: Result) => number
  /** settles when the result is no longer in memory; default: at once */
  readonly delivered?: Promise<void> | undefined
}

/** Runs a task in the queue of a key; its slot is free again when the task has ended and its result is delivered. */
export interface RunLimited {
  <Result>(key: string, task: () => Promise<Result>, cost?: Cost<Result>): Promise<Result>
  /** whether tasks wait in the queue of a key */
  readonly hasWaiting: (key: string) => boolean
}

export interface ConcurrencyLimits {
  /** maximum number of tasks of a key that run at once */
  readonly concurrency: number
  /** maximum number of tasks of a key that wait */
  readonly maxQueue: number
  /** bytes that the running tasks of a key may need together; a larger task runs alone. Default: unlimited */
  readonly capacity?: number
}

interface Waiting {
  readonly bytes: number
  readonly start: () => void
}

interface Queue {
  running: number
  bytes: number
  readonly waiting: Waiting[]
}

/**
 * Creates a concurrency limiter with a queue per key: tasks of one key wait behind each other, and not behind those
 * of other keys. Throws `rate_limited` if `maxQueue` tasks wait already, and `ClientGone` if the client disconnected
 * while its task waited.
 */
export function createConcurrencyLimiter({
  concurrency,
  maxQueue,
  capacity = Infinity,
}: ConcurrencyLimits): RunLimited {
  const queues = new Map<string, Queue>()

  const hasRoom = (queue: Queue, bytes: number) =>
    queue.running < concurrency && (queue.running === 0 || queue.bytes + bytes <= capacity)

  function startWaiting(key: string, queue: Queue): void {
    for (
      let [next] = queue.waiting;
      next !== undefined && hasRoom(queue, next.bytes);
      [next] = queue.waiting
    ) {
      queue.waiting.shift()
      queue.running++
      queue.bytes += next.bytes
      next.start()
    }
    if (queue.running === 0) queues.delete(key)
  }

  /** Takes a slot; returns a promise to wait for if none is free. */
  function enter(queue: Queue, bytes: number): Promise<void> | undefined {
    if (queue.waiting.length > 0 || !hasRoom(queue, bytes)) {
      if (queue.waiting.length >= maxQueue)
        throw rateLimited(`At most ${concurrency + maxQueue} concurrent requests are allowed`, 1)
      return new Promise((start) => queue.waiting.push({ bytes, start }))
    }
    queue.running++
    queue.bytes += bytes
    return undefined
  }

  async function run<Result>(
    key: string,
    task: () => Promise<Result>,
    { bytes = 0, bytesOf, delivered }: Cost<Result> = {},
  ): Promise<Result> {
    const queue = queues.get(key) ?? { running: 0, bytes: 0, waiting: [] }
    queues.set(key, queue)
    const slot = enter(queue, bytes)
    if (slot !== undefined) await slot
    let needed = bytes
    const leave = () => {
      queue.running--
      queue.bytes -= needed
      startWaiting(key, queue)
    }
    try {
      if (requestContext()?.signal.aborted === true) throw new ClientGone('the client left')
      const result = await task()
      if (delivered === undefined) leave()
      else {
        needed = bytesOf?.(result) ?? bytes
        queue.bytes += needed - bytes
        startWaiting(key, queue)
        void delivered.then(leave)
      }
      return result
    } catch (error) {
      leave()
      throw error
    }
  }

  return Object.assign(run, { hasWaiting: (key: string) => (queues.get(key)?.waiting.length ?? 0) > 0 })
}
