import { expect } from 'vitest'
import type { Instant } from '../contract/instant.ts'
import type { ApiClient } from './api-client.ts'

const beginning: Instant = new Date(0).toISOString()

export interface SyncClient {
  /** the last `updateTime` that it was told of each event, in the order in which it was told */
  readonly seen: Map<number, Instant>
  /** the ids of those that it was told are deleted */
  readonly deleted: Set<number>
  /** where it would go on */
  readonly from: () => Instant
  /** Reads one page from the last `updateTime` on; answers whether it brought anything new. */
  readOn(limit?: number): Promise<boolean>
  /** Reads on while something is done, and to the end after it. */
  while(doing: Promise<unknown>): Promise<void>
}

/** Who follows an application by `sync`, each time from the last `updateTime` on, as the contract says one may. */
export function syncClient(client: ApiClient, from: Instant = beginning): SyncClient {
  const seen = new Map<number, Instant>()
  const deleted = new Set<number>()

  const readOn = async (limit = 1_000) => {
    const { status, body } = await client.get('/v2/leadevents/sync', {
      fromUpdateTime: from,
      limit: String(limit),
    })
    expect(status).toBe(200)
    let more = false
    for (const item of body.items) {
      expect(item.updateTime >= from).toBe(true)
      from = item.updateTime
      if (item.deleted === true) deleted.add(item.id)
      if (seen.get(item.id) === item.updateTime) continue
      more = true
      seen.delete(item.id)
      seen.set(item.id, item.updateTime)
    }
    return more
  }

  return {
    seen,
    deleted,
    from: () => from,
    readOn,
    async while(doing) {
      const done = new AbortController()
      const ended = doing.finally(() => done.abort())
      // a failure is told by the last line, when the reading has ended
      ended.catch(() => undefined)
      while (!done.signal.aborted) await readOn()
      while (await readOn());
      await ended
    },
  }
}
