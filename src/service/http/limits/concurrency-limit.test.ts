import { describe, expect, it } from 'vitest'
import { Problem } from '../../core/problem.ts'
import { runForRequest } from '../../store/connection/request-context.ts'
import { createConcurrencyLimiter } from './concurrency-limit.ts'

/** Creates tasks that end when the test ends them. */
function createTasks() {
  const ends: (() => void)[] = []
  const started: string[] = []
  return {
    started,
    start: (name: string) => async () => {
      started.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
      return name
    },
    endFirst: () => ends.shift()?.(),
  }
}

describe('a queue', () => {
  it('runs a number of tasks at once and the rest in order, without delaying other queues', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 2, maxQueue: 2 })
    const { start, started, endFirst } = createTasks()
    const done = ['a', 'b', 'c', 'd'].map(async (name) => runLimited('busy', start(name)))
    expect(started).toEqual(['a', 'b'])
    const other = runLimited('other', start('x'))
    expect(started).toEqual(['a', 'b', 'x'])
    endFirst()
    await done[0]
    expect(started).toEqual(['a', 'b', 'x', 'c'])
    for (let left = 0; left < 4; left++) {
      endFirst()
      await new Promise(setImmediate)
    }
    expect(await Promise.all([...done, other])).toEqual(['a', 'b', 'c', 'd', 'x'])
  })

  it('rejects tasks while its queue is full, and accepts them again afterwards', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 1, maxQueue: 1 })
    const { start, endFirst } = createTasks()
    const running = runLimited('busy', start('a'))
    const waiting = runLimited('busy', start('b'))
    const refused = await runLimited('busy', start('c')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({ code: 'rate_limited', headers: { 'retry-after': '1' } })
    endFirst()
    await running
    endFirst()
    await waiting
    expect(await runLimited('busy', async () => 'd')).toBe('d')
  })

  it('continues after a failed task', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 1, maxQueue: 1 })
    const failing = runLimited('busy', async () => Promise.reject(new Error('failed')))
    const next = runLimited('busy', async () => 'done')
    await expect(failing).rejects.toThrow('failed')
    expect(await next).toBe('done')
  })

  it('counts a task until its result is delivered', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 1, maxQueue: 1 })
    let deliver = () => {}
    const delivered = new Promise<void>((resolve) => (deliver = resolve))
    expect(await runLimited('unread', async () => 'first', { delivered })).toBe('first')
    const order: string[] = []
    const second = runLimited('unread', async () => order.push('second'))
    order.push(await runLimited('other', async () => 'other'))
    deliver()
    await second
    expect(order).toEqual(['other', 'second'])
  })
  it('runs tasks up to its capacity in bytes, and a larger one alone', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 9, maxQueue: 9, capacity: 10 })
    const { start, started, endFirst } = createTasks()
    const done = [6, 4, 20, 1].map(async (bytes) => runLimited('heavy', start(`${bytes} bytes`), { bytes }))
    expect(started).toEqual(['6 bytes', '4 bytes'])
    expect(runLimited.hasWaiting('heavy')).toBe(true)
    endFirst()
    await done[0]
    expect(started).toEqual(['6 bytes', '4 bytes'])
    endFirst()
    await done[1]
    expect(started).toEqual(['6 bytes', '4 bytes', '20 bytes'])
    endFirst()
    await done[2]
    expect(started.at(-1)).toBe('1 bytes')
    endFirst()
    expect(await Promise.all(done)).toEqual(started)
    expect(runLimited.hasWaiting('heavy')).toBe(false)
  })

  it('counts the actual bytes of a result until it is delivered', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 9, maxQueue: 9, capacity: 10 })
    let deliver = () => {}
    const delivered = new Promise<void>((resolve) => (deliver = resolve))
    const order: string[] = []
    const first = runLimited('heavy', async () => 'result', {
      bytes: 9,
      bytesOf: ({ length }) => length,
      delivered,
    })
    const small = runLimited('heavy', async () => order.push('4 bytes'), { bytes: 4 })
    const large = runLimited('heavy', async () => order.push('5 bytes'), { bytes: 5 })
    await Promise.all([first, small])
    await new Promise(setImmediate)
    expect(order).toEqual(['4 bytes'])
    deliver()
    await large
    expect(order).toEqual(['4 bytes', '5 bytes'])
  })

  it('does not run the task of a client that disconnected while it waited', async () => {
    const runLimited = createConcurrencyLimiter({ concurrency: 1, maxQueue: 9 })
    const { start, started, endFirst } = createTasks()
    const first = runLimited('busy', start('first'))
    const client = new AbortController()
    const left = runForRequest({ signal: client.signal, audited: [] }, async () =>
      runLimited('busy', start('second')),
    ).catch(String)
    client.abort()
    endFirst()
    await first
    expect(await left).toContain('the client left')
    expect(started).toEqual(['first'])
  })
})
