import { describe, expect, it } from 'vitest'
import { Problem } from '../../core/problem.ts'
import { runForRequest } from '../../store/connection/request-context.ts'
import { createConcurrencyLimiter } from './concurrency-limit.ts'

/** Work that ends when it is told to. */
function work() {
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

describe('a lane', () => {
  it('runs so much at once and the rest in its order, and no other lane waits for it', async () => {
    const inLane = createConcurrencyLimiter({ wide: 2, long: 2 })
    const { start, started, endFirst } = work()
    const done = ['a', 'b', 'c', 'd'].map(async (name) => inLane('busy', start(name)))
    expect(started).toEqual(['a', 'b'])
    const other = inLane('other', start('x'))
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

  it('refuses what would wait behind too many, and takes it again once they are done', async () => {
    const inLane = createConcurrencyLimiter({ wide: 1, long: 1 })
    const { start, endFirst } = work()
    const running = inLane('busy', start('a'))
    const waiting = inLane('busy', start('b'))
    const refused = await inLane('busy', start('c')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({ code: 'rate_limited', headers: { 'retry-after': '1' } })
    endFirst()
    await running
    endFirst()
    await waiting
    expect(await inLane('busy', async () => 'd')).toBe('d')
  })

  it('goes on after work that fails', async () => {
    const inLane = createConcurrencyLimiter({ wide: 1, long: 1 })
    const failing = inLane('busy', async () => Promise.reject(new Error('failed')))
    const next = inLane('busy', async () => 'done')
    await expect(failing).rejects.toThrow('failed')
    expect(await next).toBe('done')
  })

  it('keeps the place of work whose result is not delivered yet', async () => {
    const inLane = createConcurrencyLimiter({ wide: 1, long: 1 })
    let deliver = () => {}
    const delivered = new Promise<void>((resolve) => (deliver = resolve))
    expect(await inLane('unread', async () => 'first', { delivered })).toBe('first')
    const order: string[] = []
    const second = inLane('unread', async () => order.push('second'))
    order.push(await inLane('other', async () => 'other'))
    deliver()
    await second
    expect(order).toEqual(['other', 'second'])
  })
  it('runs as many bytes at once as it has room for, and a larger piece alone', async () => {
    const inLane = createConcurrencyLimiter({ wide: 9, long: 9, capacity: 10 })
    const { start, started, endFirst } = work()
    const done = [6, 4, 20, 1].map(async (bytes) => inLane('heavy', start(`${bytes} bytes`), { bytes }))
    expect(started).toEqual(['6 bytes', '4 bytes'])
    expect(inLane.hasWaiting('heavy')).toBe(true)
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
    expect(inLane.hasWaiting('heavy')).toBe(false)
  })

  it('counts a result with the bytes that it has, until it is delivered', async () => {
    const inLane = createConcurrencyLimiter({ wide: 9, long: 9, capacity: 10 })
    let deliver = () => {}
    const delivered = new Promise<void>((resolve) => (deliver = resolve))
    const order: string[] = []
    const first = inLane('heavy', async () => 'result', {
      bytes: 9,
      bytesOf: ({ length }) => length,
      delivered,
    })
    const small = inLane('heavy', async () => order.push('4 bytes'), { bytes: 4 })
    const large = inLane('heavy', async () => order.push('5 bytes'), { bytes: 5 })
    await Promise.all([first, small])
    await new Promise(setImmediate)
    expect(order).toEqual(['4 bytes'])
    deliver()
    await large
    expect(order).toEqual(['4 bytes', '5 bytes'])
  })

  it('does not do the work of a client that left while it waited', async () => {
    const inLane = createConcurrencyLimiter({ wide: 1, long: 9 })
    const { start, started, endFirst } = work()
    const first = inLane('busy', start('first'))
    const client = new AbortController()
    const left = runForRequest({ signal: client.signal, audited: [] }, async () =>
      inLane('busy', start('second')),
    ).catch(String)
    client.abort()
    endFirst()
    await first
    expect(await left).toContain('the client left')
    expect(started).toEqual(['first'])
  })
})
