import type { LeadEvent } from '../../contract/lead-event.ts'
import { toProblem } from '../api/problems.ts'
import type { Operation } from './operation.ts'
import type { OperationRows } from './operation-rows.ts'
import { readyToSend } from './sending-order.ts'

/** The ways to the service and back. */
export interface Ways {
  /** Sends a row; gives the event that came of it, nothing for a deletion. Rejects with an `ApiProblem`. */
  readonly send: (operation: Operation) => Promise<LeadEvent | undefined>
  /** Reads again what a `sent` row changed; it stays on the screen until this resolves. */
  readonly readAgain: (operation: Operation) => Promise<void>
}

/** Sends what waits, in order, under the session of one person. */
export function createFlusher(rows: OperationRows, { send, readAgain }: Ways) {
  let person: string | undefined

  function flush() {
    for (const operation of readyToSend(rows.all(), person)) void sendNow(operation)
  }

  async function sendNow(operation: Operation) {
    rows.mark({ ...operation, state: 'sending', problem: undefined })
    try {
      const result = await send(operation)
      void rows.forget(operation.key)
      const sent: Operation = { ...operation, state: 'sent', problem: undefined, result }
      rows.mark(sent)
      flush()
      await readAgain(sent)
      rows.remove(operation.key)
    } catch (error) {
      // accepted, but the timeline could not be read again: the row goes on showing what came of it
      if (rows.find(operation.key)?.state === 'sent') return
      const { code, status, details } = toProblem(error)
      await rows.keep({ ...operation, state: 'refused', problem: { code, status, details } })
    }
  }

  return {
    flush,

    /** Says whose session it is; rows of others wait. */
    setPerson: (id: string | undefined) => {
      person = id
      flush()
    },
  }
}
