import type { LeadEvent } from '../../contract/lead-event.ts'
import { createFlusher, type Ways } from './flusher.ts'
import { sameEvent, type CreateBody, type Operation, type UpdateBody } from './operation.ts'
import { createRows } from './operation-rows.ts'
import type { OutboxStorage } from './outbox-storage.ts'

/** What the outbox works with. */
export interface OutboxParts extends Ways {
  readonly storage: OutboxStorage
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * The one place of what is not yet sent: a row an operation, kept until the service has accepted it. Rows of one lead
 * are sent in order; a refused one stays, with its problem, until somebody retries, mends or discards it.
 */
export function createOutbox({ storage, send, readAgain }: OutboxParts) {
  const rows = createRows(storage)
  const flusher = createFlusher(rows, { send, readAgain })
  const { flush } = flusher

  async function enqueue(operation: Operation) {
    for (const row of rows.all()) {
      if (isUnsent(row) && sameEvent(row, operation)) rows.remove(row.key)
    }
    await rows.add(operation)
    flush()
  }

  function makeWait(key: string) {
    const row = rows.find(key)
    if (row !== undefined && isUnsent(row)) void rows.keep({ ...row, state: 'waiting', problem: undefined })
  }

  /** Resolves with a row once it was sent or refused, or with nothing once it is gone. */
  async function settled(key: string): Promise<Operation | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const row = rows.find(key)
        if (row !== undefined && row.state !== 'sent' && row.state !== 'refused') return
        stop()
        resolve(row)
      }
      const stop = rows.subscribe(look)
      look()
    })
  }

  return {
    subscribe: rows.subscribe,

    operations: rows.all,

    load: async () => {
      await rows.load()
      flush()
    },

    setPerson: flusher.setPerson,

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

    /** Takes a held deletion back: nothing was sent. */
    undo: (key: string) => {
      if (rows.find(key)?.state === 'held') rows.remove(key)
    },

    /** Lets a held deletion go: the time to undo it is over. */
    release: (key: string) => {
      if (rows.find(key)?.state === 'held') makeWait(key)
      flush()
    },

    /** Lets everything go that is held back: the page is being left. Resolves once all that is settled. */
    releaseAll: async () => {
      const held = rows.all().filter((row) => row.state === 'held')
      for (const row of held) makeWait(row.key)
      flush()
      await Promise.all(held.map(async (row) => settled(row.key)))
    },

    /** Sends a refused row again, as it is. */
    retry: (key: string) => {
      makeWait(key)
      flush()
    },

    /** Gives up a row that is not under way. */
    discard: (key: string) => {
      const row = rows.find(key)
      if (row !== undefined && isUnsent(row)) rows.remove(key)
      flush()
    },

    /** Brings back a row that was discarded, refused as it was. */
    restore: (operation: Operation) => void rows.add(operation),

    settled,
  }
}

function isUnsent({ state }: Operation): boolean {
  return state === 'waiting' || state === 'refused' || state === 'held'
}

function newRow(person: string, lead: string) {
  return { key: newKey(), person, lead, loggedAt: Date.now() }
}

/** 128 random bits: `crypto.randomUUID` is missing where the page is served without TLS. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
