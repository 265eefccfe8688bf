import type { LeadEvent } from '../../contract/lead-event.ts'
import { toProblem, type ApiProblem } from '../api/problems.ts'
import { isUnsent, sameEvent, type Operation } from './operation.ts'
import type { OperationRows } from './operation-rows.ts'
import { mayBeWritten } from './outcome.ts'
import { personKey, type Person } from './person.ts'
import { readyToSend } from './sending-order.ts'

/** The ways to the service and back. */
export interface Ways {
  /**
   * Sends a row in the name of a person of its application, by their id; gives the event that came of it, nothing for
   * a deletion. Rejects with an `ApiProblem`.
   */
  readonly send: (operation: Operation, appUserId: string) => Promise<LeadEvent | undefined>
  /**
   * Reads again what a `sent` row changed; what came of an edit is in its place before this returns. Any other row
   * stays on the screen until this resolves.
   */
  readonly readAgain: (operation: Operation) => Promise<void>
  /** Called when the service says that nobody is signed in any more. */
  readonly onSignedOut: () => void
}

/** Sends what waits, in order, under the session of one person. */
export function createFlusher(rows: OperationRows, { send, readAgain, onSignedOut }: Ways) {
  let person: Person | undefined

  const isOwn = (row: Operation) => person !== undefined && row.person === personKey(person)

  function flush() {
    if (person === undefined) return
    for (const operation of readyToSend(rows.all(), personKey(person))) void sendAs(person.id, operation)
  }

  async function sendAs(id: string, operation: Operation) {
    rows.mark({ ...operation, state: 'sending', problem: undefined })
    try {
      accept(operation, await send(operation, id))
    } catch (error) {
      fail(operation, toProblem(error))
    }
    flush()
  }

  function accept(operation: Operation, result: LeadEvent | undefined) {
    const sent: Operation = { ...operation, state: 'sent', problem: undefined, result }
    rows.forget(operation.key)
    rows.mark(sent)
    for (const row of rows.all()) {
      if (operation.kind === 'delete' && isUnsent(row) && sameEvent(row, operation)) rows.remove(row.key)
    }
    void readUntilDone(sent)
  }

  function fail(operation: Operation, { code, status, details }: ApiProblem) {
    if (status === 401) {
      rows.keep({ ...operation, state: 'waiting', problem: undefined })
      // a late answer to somebody who has gone says nothing about who is here now
      if (!isOwn(operation)) return
      person = undefined
      onSignedOut()
      return
    }
    const problem = { code, status, details }
    const unsure = mayBeWritten(problem, operation.unsure ?? false)
    rows.keep({ ...operation, state: 'refused', problem, unsure })
  }

  async function readUntilDone(sent: Operation) {
    for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
      const reading = readAgain(sent)
      // what came of an edit is in its place already, and a row that stayed would hide later changes by others
      if (sent.kind === 'update') rows.remove(sent.key)
      try {
        await reading
        break
      } catch {
        if (sent.kind === 'update') return
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    rows.remove(sent.key)
  }

  return {
    flush,

    /** Whether a row is of the person who is signed in. */
    isOwn,

    /** Says whose session it is; rows of others wait. */
    setPerson: (now: Person | undefined) => {
      person = now
      for (const row of rows.all()) {
        // the toast that could undo it has gone with its person
        if (row.state === 'held' && !isOwn(row)) rows.keep({ ...row, state: 'waiting' })
      }
      flush()
    },
  }
}
