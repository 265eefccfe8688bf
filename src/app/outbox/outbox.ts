import type { LeadEvent } from '../../contract/lead-event.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import { createOrphanReclaimer } from './sending/reclaim-orphans.ts'
import { refetchUntilApplied } from './sending/refetch-until-applied.ts'
import { createSender, type SenderDependencies } from './sending/sender.ts'
import {
  asRetry,
  createOperation,
  isQueued,
  type CreateBody,
  type DeleteOperation,
  type Operation,
  type UpdateBody,
} from './operations/operation.ts'
import { createOperationStore } from './storage/operation-store.ts'
import type { OutboxStorage } from './storage/outbox-storage.ts'
import type { Person } from '../shared/session/person.ts'
import { supersedes } from './sending/sending-order.ts'
import { restore, type OnKeyChanged } from './storage/restore.ts'
import { waitForOutcome } from './sending/wait-for-outcome.ts'
import { resumeQueue, type QueueOwner } from './sending/resume-queue.ts'
import type { TabMessage, Tabs } from '../shared/storage/tab-coordination.ts'
import { changeNote, discard } from './queued-changes.ts'

/** Dependencies of the outbox. */
export interface OutboxDependencies extends SenderDependencies {
  readonly storage: OutboxStorage
  readonly tabs: Tabs
  /** moves the drafts about a row to its new key */
  readonly onKeyChanged: OnKeyChanged
  /** absent if nothing outlives the page; `delegate` returns whether a worker took the rows over */
  readonly queueOwner?: QueueOwner & { readonly delegate: (rows: readonly DeleteOperation[]) => boolean }
}

export type Outbox = ReturnType<typeof createOutbox>

/** Milliseconds that signing out waits for the delayed deletions: a service that does not respond must not block it. */
const releaseTimeoutMs = 3_000

/**
 * Creates the outbox: the only store of operations that are not saved yet, one row per operation, kept until the
 * service has accepted it. A lead's new events are sent in order. Transient failures are retried; a rejected row stays
 * with its problem until the user retries, fixes or discards it.
 */
export function createOutbox({
  storage,
  tabs,
  onKeyChanged,
  queueOwner,
  ...dependencies
}: OutboxDependencies) {
  const rows = createOperationStore(storage, (keys) => tabs.broadcast({ type: 'changed', keys: [...keys] }))
  const sender = createSender(rows, tabs, dependencies)
  const { flush } = sender
  const orphans = createOrphanReclaimer(rows, tabs, flush)
  let stopLeading: (() => void) | undefined
  /** number of the latest load: it cancels what an earlier load has started */
  let latestLoad = 0
  const stopListening = tabs.listen((message) => void onMessage(message))

  async function onMessage(message: TabMessage) {
    if (message.type === 'retry') sender.retryNow(message)
    if (message.type === 'sent') {
      const row = rows.find(message.key)
      if (row !== undefined)
        await refetchUntilApplied(rows, dependencies.refetch, {
          ...row,
          state: 'sent',
          result: message.result,
        })
    }
    if (message.type !== 'changed') return
    for (const key of message.keys) await rows.refresh(key)
    if (sender.isLeader()) orphans.watch()
    flush()
  }

  async function load() {
    const thisLoad = ++latestLoad
    stopLeading?.()
    sender.setLeader(false)
    const isLoaded = await rows.load()
    if (isLoaded && queueOwner !== undefined) await resumeQueue(rows, tabs, queueOwner)
    // a tab that cannot read the other tabs' rows must not become the sender
    if (isLoaded && thisLoad === latestLoad)
      stopLeading = tabs.lead('outbox', () => void becomeSender(thisLoad))
    flush()
  }

  async function becomeSender(thisLoad: number) {
    const isLoaded = await rows.load()
    if (isLoaded) await orphans.reclaim()
    if (thisLoad !== latestLoad) return
    if (!isLoaded) stopLeading?.()
    sender.setLeader(isLoaded)
    orphans.watch()
  }

  function enqueue(operation: Operation): string {
    const superseded = rows.all().filter((row) => supersedes(operation, row))
    const stored = rows.add(operation)
    for (const { key } of superseded) {
      // another tab may be sending the row by now
      void rows.change(key, (row) => (row === undefined || supersedes(operation, row) ? [] : [row]))
    }
    void stored.then(flush)
    return operation.key
  }

  const newRow = (person: string, lead: string) =>
    createOperation(person, lead, rows.all().at(-1)?.order ?? 0)

  /** Returns the rows of the signed-in user that this tab delays for undo. */
  const delayedRows = () =>
    rows.all().filter((row) => row.state === 'held' && row.tab === tabs.id && sender.isOwn(row))
  const delayedDeletions = () => delayedRows().filter((row) => row.kind === 'delete')

  /** Sends the events of delayed bulk actions in their turn: there may be too many to send all at once. */
  function releaseEvents() {
    for (const { key, kind } of delayedRows()) if (kind === 'create') void setWaiting(key).then(flush)
  }

  async function releaseAll() {
    const delayed = delayedRows()
    releaseEvents()
    for (const row of delayed) if (row.kind === 'delete') sender.sendNow(row)
    if (delayed.length === 0) return
    const timeout = new Promise((resolve) => setTimeout(resolve, releaseTimeoutMs))
    await Promise.race([timeout, Promise.all(delayed.map(async ({ key }) => waitForOutcome(rows, key)))])
  }

  /** Sets a queued row to `waiting`; leaves a row that is being sent. */
  async function setWaiting(key: string) {
    await rows.update(key, (row) => (isQueued(row) ? asRetry(row) : row))
  }

  return {
    subscribe: rows.subscribe,

    operations: rows.all,

    isPersisted: rows.isPersisted,

    stored: rows.stored,

    /**
     * Loads the stored rows, and sends them once this tab is the leader. Called again when the storage has opened or
     * closed: the rows that it did not accept before are then stored.
     */
    load,

    /** Sets the signed-in user. */
    setPerson: (person: Person | undefined) => {
      sender.setPerson(person)
      const { id: tab } = tabs
      for (const row of rows.all()) {
        // the toast that could undo the deletion closed when its user signed out
        if (row.state === 'held' && row.tab === tab && !sender.isOwn(row)) void setWaiting(row.key)
      }
    },

    isOwn: sender.isOwn,

    /** Logs a new event and returns the key of its row. */
    enqueueCreate: (person: string, body: CreateBody): string =>
      enqueue({ ...newRow(person, body.lead), kind: 'create', state: 'waiting', body }),

    /**
     * Logs the events of a bulk action, one per lead, and returns the keys of their rows. They are delayed until they
     * are released or undone. Each is sent only while its lead has the state that the user saw.
     */
    enqueueBulk: (
      person: string,
      events: readonly { readonly body: CreateBody; readonly expected: LeadState }[],
    ): readonly string[] =>
      events.map(({ body, expected }) =>
        enqueue({
          ...newRow(person, body.lead),
          kind: 'create',
          state: 'held',
          tab: tabs.id,
          body,
          expected,
        }),
      ),

    /** Edits an event and returns the key of the row; the edit replaces an earlier one that was not sent yet. */
    enqueueUpdate: (person: string, event: LeadEvent, body: UpdateBody): string =>
      enqueue({ ...newRow(person, event.lead), kind: 'update', state: 'waiting', event, body }),

    /**
     * Deletes an event and returns the key of the row. The deletion is delayed until it is released or undone; with
     * `force` it is sent at once, because the user saw its effect on the lead and confirmed it.
     */
    enqueueDelete: (person: string, event: LeadEvent, { force }: { readonly force: boolean }): string => {
      const row = { ...newRow(person, event.lead), kind: 'delete', event, force } as const
      return enqueue(force ? { ...row, state: 'waiting' } : { ...row, state: 'held', tab: tabs.id })
    },

    /** Undoes a delayed row, which was never sent. An edit that waited for a deletion is sent. */
    undo: (key: string) => {
      void rows.change(key, (row) => (row === undefined || row.state === 'held' ? [] : [row])).then(flush)
    },

    /** Sends a delayed row, because the time to undo it is over. */
    release: (key: string) => {
      if (rows.find(key)?.state === 'held') void setWaiting(key).then(flush)
    },

    /**
     * Sends the user's delayed rows from this tab. Resolves once each has an outcome, or after `releaseTimeoutMs`.
     */
    releaseAll,

    /**
     * When the page is left or reloaded: delegates the delayed deletions to the worker, or sends them at once. The
     * events of a bulk action that are not sent by then are sent by another tab or at the next visit.
     */
    leave: () => {
      releaseEvents()
      const delayed = delayedDeletions()
      if (delayed.length > 0 && queueOwner?.delegate(delayed) !== true) void releaseAll()
    },

    /** When the browser restores the page from its cache: reclaims the delayed deletions from the worker. */
    restorePage: async () => {
      if (queueOwner === undefined) return
      await resumeQueue(rows, tabs, { ...queueOwner, previousPage: tabs.id })
      flush()
    },

    /** Sends a rejected row again unchanged, or a waiting row without further delay. */
    retry: async (key: string) => {
      await setWaiting(key)
      tabs.broadcast({ type: 'retry', patiently: false })
      sender.retryNow({ patiently: false })
    },

    /** Sends all waiting and rejected rows of the user again, without further delay. */
    retryAll: async () => {
      await Promise.all(
        rows
          .all()
          .filter(sender.isOwn)
          .map(async ({ key, state }) => {
            if (state === 'waiting' || state === 'refused') await setWaiting(key)
          }),
      )
      tabs.broadcast({ type: 'retry', patiently: false })
      sender.retryNow({ patiently: false })
    },

    /**
     * When the connection returns or the page becomes visible: retries, no earlier than the service's `Retry-After`.
     */
    retryWaiting: () => {
      if (!rows.isPersisted()) void load()
      tabs.broadcast({ type: 'retry', patiently: true })
      sender.retryNow({ patiently: true })
    },

    /** Changes the note of a new event that may not be saved yet. */
    changeNote: (key: string, note: string | null) => {
      void rows.change(key, changeNote(note)).then(flush)
    },

    /** Discards a row. A new event that may have been written is deleted as soon as its ID is known. */
    discard: (key: string) => {
      void rows.change(key, discard).then(flush)
    },

    /**
     * Discards those of the rows that were certainly not written, and leaves those that are being sent. Returns the keys
     * of the discarded rows.
     */
    stop: (keys: readonly string[]): readonly string[] => {
      const unsent = rows.all().filter((row) => keys.includes(row.key) && isUnsent(row))
      for (const { key } of unsent)
        void rows.change(key, (row) => (row === undefined || isUnsent(row) ? [] : [row])).then(flush)
      return unsent.map(({ key }) => key)
    },

    /** Restores a discarded row unchanged, at its old position. */
    restore: (operation: Operation) => {
      void restore(rows, operation, onKeyChanged).then(flush)
    },

    /**
     * Logs a fixed event in place of the rejected one, ahead of the rows that waited for it, and returns the key of the
     * new row. Returns `undefined` if there is no such row, or if the old event may have been written, so that the new
     * one would be a duplicate.
     */
    replace: (key: string, body: CreateBody): string | undefined => {
      const old = rows.find(key)
      if (old?.state !== 'refused' || old.kind !== 'create' || old.unsure) return undefined
      const { order } = old
      const row: Operation = {
        ...newRow(old.person, body.lead),
        order,
        kind: 'create',
        state: 'waiting',
        body,
      }
      void rows.change(key, () => [row]).then(flush)
      onKeyChanged(old, row.key)
      return row.key
    },

    /** Resolves with a row once it was sent or rejected; `undefined` once it is removed. */
    waitForOutcome: async (key: string) => waitForOutcome(rows, key),

    close: () => {
      stopListening()
      orphans.stop()
      sender.stop()
    },
  }
}

/** Whether a row is queued and was certainly not written. */
function isUnsent({ state, unsure = false }: Operation): boolean {
  return state === 'held' || (state === 'waiting' && !unsure)
}
