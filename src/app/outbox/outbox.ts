import type { LeadEvent } from '../../contract/lead-event.ts'
import { createFlusher, type Ways } from './flusher.ts'
import { isUnsent, type CreateBody, type Operation, type UpdateBody } from './operation.ts'
import { newRow } from './new-row.ts'
import { createRows } from './operation-rows.ts'
import type { OutboxStorage } from './outbox-storage.ts'
import { replaces } from './sending-order.ts'
import { settled } from './settled.ts'

/** What the outbox works with. */
export interface OutboxParts extends Ways {
  readonly storage: OutboxStorage
}

export type Outbox = ReturnType<typeof createOutbox>

/** How long leaving waits for what was held back, in milliseconds: a service that does not answer keeps nobody here. */
const leaveMilliseconds = 3_000

/**
 * The one place of what is not yet sent: a row an operation, kept until the service has accepted it. New events of a lead
 * are sent in order; a refused one stays, with its problem, until somebody retries, mends or discards it.
 */
export function createOutbox({ storage, ...ways }: OutboxParts) {
  const rows = createRows(storage)
  const flusher = createFlusher(rows, ways)
  const { flush } = flusher
  /** of each row that was discarded, the keys of those behind it */
  const behind = new Map<string, readonly string[]>()

  async function enqueue(operation: Operation, before?: readonly string[]) {
    const needless = rows.all().filter((row) => replaces(operation, row))
    const stored = rows.add(operation, before)
    for (const { key } of needless) rows.remove(key)
    await stored
    flush()
  }

  function makeWait(key: string) {
    const row = rows.find(key)
    if (row !== undefined && isUnsent(row)) rows.keep({ ...row, state: 'waiting', problem: undefined })
  }

  function keysBehind(key: string): string[] {
    const keys = rows.all().map((row) => row.key)
    return keys.slice(keys.indexOf(key) + 1)
  }

  return {
    subscribe: rows.subscribe,

    operations: rows.all,

    load: async () => {
      await rows.load()
      flush()
    },

    setPerson: flusher.setPerson,

    isOwn: flusher.isOwn,

    /** Logs a new event; gives the key of its row. */
    enqueueCreate: (by: string, body: CreateBody): string => {
      const row = newRow(by, body.lead)
      void enqueue({ ...row, kind: 'create', state: 'waiting', body })
      return row.key
    },

    /** Changes an event's note; an earlier change that was not sent gives way to this one. */
    enqueueUpdate: (by: string, event: LeadEvent, body: UpdateBody): string => {
      const row = newRow(by, event.lead)
      void enqueue({ ...row, kind: 'update', state: 'waiting', event, body })
      return row.key
    },

    /**
     * Deletes an event: held back until it is released or undone, or sent at once where the person was told what that
     * does to the lead, and confirmed it (`force`).
     */
    enqueueDelete: (by: string, event: LeadEvent, { force }: { readonly force: boolean }): string => {
      const row = newRow(by, event.lead)
      void enqueue({ ...row, kind: 'delete', state: force ? 'waiting' : 'held', event, force })
      return row.key
    },

    /** Takes a held deletion back: nothing was sent. An edit that it kept back goes on. */
    undo: (key: string) => {
      if (rows.find(key)?.state === 'held') rows.remove(key)
      flush()
    },

    /** Lets a held deletion go: the time to undo it is over. */
    release: (key: string) => {
      if (rows.find(key)?.state === 'held') makeWait(key)
      flush()
    },

    /**
     * Lets everything go that the person holds back: the page is being left. Resolves once that is settled, or after
     * a few seconds.
     */
    releaseAll: async () => {
      const held = rows.all().filter((row) => row.state === 'held' && flusher.isOwn(row))
      for (const row of held) makeWait(row.key)
      flush()
      if (held.length === 0) return
      const enough = new Promise((resolve) => setTimeout(resolve, leaveMilliseconds))
      await Promise.race([enough, Promise.all(held.map(async ({ key }) => settled(rows, key)))])
    },

    /** Sends a refused row again, as it is. */
    retry: (key: string) => {
      makeWait(key)
      flush()
    },

    /** Gives up a row that is not under way. */
    discard: (key: string) => {
      const row = rows.find(key)
      if (row !== undefined && isUnsent(row)) {
        behind.set(key, keysBehind(key))
        rows.remove(key)
      }
      flush()
    },

    /** Brings back a row that was discarded, refused as it was, to where it stood. */
    restore: (operation: Operation) => {
      void rows.add(operation, behind.get(operation.key))
      behind.delete(operation.key)
    },

    /**
     * Logs a mended event in the place of the refused one, ahead of those that this one held back. Gives the key of
     * the new row; nothing where there is no such row, or where it may have been written, so that this would be a
     * second one.
     */
    replace: (key: string, body: CreateBody): string | undefined => {
      const old = rows.find(key)
      if (old?.state !== 'refused' || old.kind !== 'create' || old.unsure) return undefined
      const row = newRow(old.person, body.lead)
      void enqueue({ ...row, kind: 'create', state: 'waiting', body }, [key])
      rows.remove(key)
      return row.key
    },

    /** Resolves with a row once it was sent or refused, or with nothing once it is gone. */
    settled: async (key: string) => settled(rows, key),
  }
}
