import { expect } from 'vitest'
import type { Instant } from '../contract/instant.ts'
import type { ApiClient } from './api-client.ts'

const beginning: Instant = new Date(0).toISOString()

export interface SyncClient {
  /** the last `updateTime` received for each event, in the order of receipt */
  readonly seen: Map<number, Instant>
  /** the IDs of the events that were reported as deleted */
  readonly deleted: Set<number>
  /** the cursor: the `updateTime` at which it continues */
  readonly from: () => Instant
  /** Reads one page from the cursor; returns whether it contained anything new. */
  readPage(limit?: number): Promise<boolean>
  /** Reads pages until a task is finished, and then to the end. */
  while(task: Promise<unknown>): Promise<void>
}

/** A client that follows an application with `sync`, each time from the last `updateTime`, as the contract permits. */
export function syncClient(client: ApiClient, from: Instant = beginning): SyncClient {
  const seen = new Map<number, Instant>()
  const deleted = new Set<number>()

  const readPage = async (limit = 1_000) => {
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
    readPage,
    async while(task) {
      const taskDone = new AbortController()
      const finished = task.finally(() => taskDone.abort())
      // the last line reports a failure, after reading has ended
      finished.catch(() => undefined)
      while (!taskDone.signal.aborted) await readPage()
      while (await readPage());
      await finished
    },
  }
}
