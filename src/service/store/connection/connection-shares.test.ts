import { describe, expect, it } from 'vitest'
import { createConnectionShares, NoFreeConnection, type WorkKind } from './connection-shares.ts'
import { ClientGone } from './request-context.ts'

/** Creates shares of ten connections, and tasks that end when the test ends them. */
function testShares() {
  let now = 0
  const shares = createConnectionShares(10, () => now)
  const running: string[] = []
  const ends = new Map<string, (() => void)[]>()
  return {
    shares,
    running,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    begin: async (kind: WorkKind, applicationId: string, signal?: AbortSignal) =>
      shares.run({ kind, applicationId, signal }, async () => {
        const name = `${kind} ${applicationId}`
        running.push(name)
        await new Promise<void>((resolve) => {
          ends.set(name, [...(ends.get(name) ?? []), resolve])
        })
        running.splice(running.indexOf(name), 1)
      }),
    end: async (name: string) => {
      await settled()
      ends.get(name)?.shift()?.()
      await settled()
    },
  }
}

/** The rejection of tasks that a test does not wait for is expected. */
const ignore = () => undefined

/** Waits until every task that can start has started. */
const settled = async () => new Promise(setImmediate)

const times = (count: number, what: () => unknown) => Array.from({ length: count }, what)
const countOf = (running: readonly string[], name: string) => running.filter((one) => one === name).length

describe('the shares of ten connections', () => {
  it('leave connections for an application while the writes of another one wait for a lock, and for reads of both', async () => {
    const { begin, running } = testShares()
    times(12, () => void begin('write', 'locked').catch(ignore))
    times(12, () => void begin('write', 'other').catch(ignore))
    times(12, () => void begin('read', 'locked').catch(ignore))
    await settled()
    expect(countOf(running, 'write locked')).toBe(4)
    expect(countOf(running, 'write other')).toBe(3)
    expect(countOf(running, 'read locked')).toBe(6)
  })

  it('start waiting tasks by application in turn', async () => {
    const { begin, end, running } = testShares()
    times(7, () => void begin('write', 'a').catch(ignore))
    times(3, () => void begin('write', 'b').catch(ignore))
    times(2, () => void begin('write', 'c').catch(ignore))
    await end('write b')
    expect(running.toSorted()).toEqual([...times(4, () => 'write a'), 'write b', 'write b', 'write c'])
    await end('write a')
    expect(countOf(running, 'write a')).toBe(4)
    await end('write a')
    expect(countOf(running, 'write c')).toBe(2)
  })

  it('count as exhausted when tasks wait although their own application has a share left', () => {
    const { begin, shares, pass } = testShares()
    times(6, () => void begin('write', 'a').catch(ignore))
    pass(1_001)
    expect([shares.waiting, shares.isExhausted]).toEqual([2, false])
    times(4, () => void begin('write', 'b').catch(ignore))
    expect([shares.waiting, shares.isExhausted]).toEqual([3, false])
    pass(1_001)
    expect(shares.isExhausted).toBe(true)
  })

  it('reject a task that has waited too long or whose client has left, and continue', async () => {
    const { begin, end, running, shares } = testShares()
    times(4, () => void begin('write', 'a').catch(ignore))
    const client = new AbortController()
    const left = begin('write', 'a', client.signal)
    const late = begin('write', 'a')
    client.abort()
    await expect(left).rejects.toThrow(ClientGone)
    await expect(late).rejects.toThrow(NoFreeConnection)
    expect(shares.waiting).toBe(0)
    await end('write a')
    void begin('write', 'a').catch(ignore)
    await settled()
    expect(countOf(running, 'write a')).toBe(4)
  })
})
