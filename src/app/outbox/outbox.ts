import type { LeadEvent } from '../../contract/lead-event.ts'
import { createOrphanReclaimer } from './sending/reclaim-orphans.ts'
import { refetchUntilApplied } from './sending/refetch-until-applied.ts'
import { createSender, type SenderDependencies } from './sending/sender.ts'
import { createOperation } from './storage/create-operation.ts'
import {
  isQueued,
  asRetry,
  type CreateBody,
  type DeleteOperation,
  type Operation,
  type UpdateBody,
} from './operations/operation.ts'
import { createRows } from './storage/operation-store.ts'
import type { OutboxStorage } from './storage/outbox-storage.ts'
import type { Person } from '../shared/session/person.ts'
import { supersedes } from './sending/sending-order.ts'
import { restore, type OnKeyChanged } from './storage/restore.ts'
import { waitForOutcome } from './sending/wait-for-outcome.ts'
import { resumeQueue, type QueueOwner } from './sending/resume-queue.ts'
import type { TabMessage, Tabs } from '../shared/storage/tab-coordination.ts'
import { changeNote, discard } from './queued-changes.ts'

/** What the outbox works with. */
export interface OutboxParts extends SenderDependencies {
  readonly storage: OutboxStorage
  readonly tabs: Tabs
  /** what is being typed about a row goes along with it */
  readonly onRenamed: OnKeyChanged
  /** absent where nothing outlives the page */
  readonly keeper?: QueueOwner & { readonly handOver: (rows: readonly DeleteOperation[]) => boolean }
}

export type Outbox = ReturnType<typeof createOutbox>

/** How long leaving waits for what was held back, in milliseconds: a service that does not answer keeps nobody here. */
const leaveMilliseconds = 3_000

/**
 * The one place of what is not yet sent: a row an operation, kept until the service has accepted it. New events of a
 * lead are sent in order; what fails is tried again by itself; what is refused stays, with its problem, until somebody
 * retries, mends or discards it.
 */
export function createOutbox({ storage, tabs, onRenamed, keeper, ...ways }: OutboxParts) {
  const rows = createRows(storage, (keys) => tabs.broadcast({ type: 'changed', keys: [...keys] }))
  const flusher = createSender(rows, tabs, ways)
  const { flush } = flusher
  const adoption = createOrphanReclaimer(rows, tabs, flush)
  let stepDown: (() => void) | undefined
  /** each reading of the storage puts an end to what an earlier one began */
  let turn = 0
  const stopListening = tabs.listen((message) => void hear(message))

  async function hear(message: TabMessage) {
    if (message.type === 'retry') flusher.hurry(message)
    if (message.type === 'sent') {
      const row = rows.find(message.key)
      if (row !== undefined)
        await refetchUntilApplied(rows, ways.readAgain, { ...row, state: 'sent', result: message.result })
    }
    if (message.type !== 'changed') return
    for (const key of message.keys) await rows.refresh(key)
    if (flusher.leads()) adoption.watch()
    flush()
  }

  async function load() {
    const mine = ++turn
    stepDown?.()
    flusher.setLeads(false)
    const isRead = await rows.load()
    if (isRead && keeper !== undefined) await resumeQueue(rows, tabs, keeper)
    // who cannot read what others log is not the one to send it
    if (isRead && mine === turn) stepDown = tabs.lead('outbox', () => void takeOver(mine))
    flush()
  }

  async function takeOver(mine: number) {
    const isRead = await rows.load()
    if (isRead) await adoption.adopt()
    if (mine !== turn) return
    if (!isRead) stepDown?.()
    flusher.setLeads(isRead)
    adoption.watch()
  }

  function enqueue(operation: Operation): string {
    const needless = rows.all().filter((row) => supersedes(operation, row))
    const stored = rows.add(operation)
    for (const { key } of needless) {
      // it may be on its way by now, from another tab
      void rows.change(key, (row) => (row === undefined || supersedes(operation, row) ? [] : [row]))
    }
    void stored.then(flush)
    return operation.key
  }

  const rowFor = (by: string, lead: string) => createOperation(by, lead, rows.all().at(-1)?.order ?? 0)

  const heldHere = () =>
    rows
      .all()
      .filter((row) => row.kind === 'delete')
      .filter((row) => row.state === 'held' && row.tab === tabs.id && flusher.isOwn(row))

  async function releaseAll() {
    const held = heldHere()
    for (const row of held) flusher.sendNow(row)
    if (held.length === 0) return
    const enough = new Promise((resolve) => setTimeout(resolve, leaveMilliseconds))
    await Promise.race([enough, Promise.all(held.map(async ({ key }) => waitForOutcome(rows, key)))])
  }

  /** Changes a row that waits; nothing of one that is under way. */
  async function makeWait(key: string) {
    await rows.update(key, (row) => (isQueued(row) ? asRetry(row) : row))
  }

  return {
    subscribe: rows.subscribe,

    operations: rows.all,

    isKept: rows.isKept,

    stored: rows.stored,

    /**
     * Takes up what was kept, and sends once this is the tab that does. Called again where the storage has come, or has
     * gone: what it did not take it is given then.
     */
    load,

    /** Says whose session it is. */
    setPerson: (person: Person | undefined) => {
      flusher.setPerson(person)
      const { id: tab } = tabs
      for (const row of rows.all()) {
        // the toast that could undo it has gone with its person
        if (row.state === 'held' && row.tab === tab && !flusher.isOwn(row)) void makeWait(row.key)
      }
    },

    isOwn: flusher.isOwn,

    /** Logs a new event; gives the key of its row. */
    enqueueCreate: (by: string, body: CreateBody): string =>
      enqueue({ ...rowFor(by, body.lead), kind: 'create', state: 'waiting', body }),

    /** Changes an event's note; an earlier change that did not leave yet gives way to this one. */
    enqueueUpdate: (by: string, event: LeadEvent, body: UpdateBody): string =>
      enqueue({ ...rowFor(by, event.lead), kind: 'update', state: 'waiting', event, body }),

    /**
     * Deletes an event: held back until it is released or undone, or sent at once where the person was told what that
     * does to the lead, and confirmed it (`force`).
     */
    enqueueDelete: (by: string, event: LeadEvent, { force }: { readonly force: boolean }): string => {
      const row = { ...rowFor(by, event.lead), kind: 'delete', event, force } as const
      return enqueue(force ? { ...row, state: 'waiting' } : { ...row, state: 'held', tab: tabs.id })
    },

    /** Takes a held deletion back: nothing was sent. An edit that it kept back goes on. */
    undo: (key: string) => {
      void rows.change(key, (row) => (row === undefined || row.state === 'held' ? [] : [row])).then(flush)
    },

    /** Lets a held deletion go: the time to undo it is over. */
    release: (key: string) => {
      if (rows.find(key)?.state === 'held') void makeWait(key).then(flush)
    },

    /**
     * Lets everything go that the person holds back in this tab, and sends it from here. Resolves once that is settled,
     * or after a few seconds.
     */
    releaseAll,

    /** The page is being left, or loaded again: what it holds back goes to who outlives it, or is sent at once. */
    leave: () => {
      const held = heldHere()
      if (held.length > 0 && keeper?.handOver(held) !== true) void releaseAll()
    },

    /** The page that was left is there again as it was. */
    comeBack: async () => {
      if (keeper === undefined) return
      await resumeQueue(rows, tabs, { ...keeper, earlier: tabs.id })
      flush()
    },

    /** Sends a refused row again, as it is, or a waiting one without waiting any longer. */
    retry: async (key: string) => {
      await makeWait(key)
      tabs.broadcast({ type: 'retry', patiently: false })
      flusher.hurry({ patiently: false })
    },

    /** Sends everything again that the person has waiting, without waiting any longer. */
    retryAll: async () => {
      await Promise.all(
        rows
          .all()
          .filter(flusher.isOwn)
          .map(async ({ key, state }) => {
            if (state === 'waiting' || state === 'refused') await makeWait(key)
          }),
      )
      tabs.broadcast({ type: 'retry', patiently: false })
      flusher.hurry({ patiently: false })
    },

    /** The connection is back, or somebody looks: waits no longer than the service asked for. */
    hurry: () => {
      if (!rows.isKept()) void load()
      tabs.broadcast({ type: 'retry', patiently: true })
      flusher.hurry({ patiently: true })
    },

    /** Changes the note of a new event that is not known to be saved. */
    changeNote: (key: string, note: string | null) => {
      void rows.change(key, changeNote(note)).then(flush)
    },

    /** Gives up a row; a new event that may have been written is deleted as soon as its id is known. */
    discard: (key: string) => {
      void rows.change(key, discard).then(flush)
    },

    /** Brings back a row that was discarded, as it was and to where it stood. */
    restore: (operation: Operation) => {
      void restore(rows, operation, onRenamed).then(flush)
    },

    /**
     * Logs a mended event in the place of the refused one, ahead of those that this one held back. Gives the key of
     * the new row; nothing where there is no such row, or where it may have been written, so that this would be a
     * second one.
     */
    replace: (key: string, body: CreateBody): string | undefined => {
      const old = rows.find(key)
      if (old?.state !== 'refused' || old.kind !== 'create' || old.unsure) return undefined
      const { order } = old
      const row: Operation = {
        ...rowFor(old.person, body.lead),
        order,
        kind: 'create',
        state: 'waiting',
        body,
      }
      void rows.change(key, () => [row]).then(flush)
      onRenamed(old, row.key)
      return row.key
    },

    /** Resolves with a row once it was sent or refused, or with nothing once it is gone. */
    settled: async (key: string) => waitForOutcome(rows, key),

    close: () => {
      stopListening()
      adoption.stop()
      flusher.stop()
    },
  }
}
