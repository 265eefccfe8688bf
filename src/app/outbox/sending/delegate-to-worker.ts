import * as z from 'zod/mini'
import { endpoints } from '../../../contract/endpoints.ts'
import type { DeleteOperation } from '../operations/operation.ts'

/** After this, in milliseconds, a worker that says nothing has not kept anything back. */
const patience = 1_000

const keysSchema = z.array(z.string())

/**
 * Hands what is held back over to the service worker, as the page is left: it sends that unless the next page of this tab
 * takes it back within moments. Gives whether there is a worker.
 *
 * 2026-11-28. Context: leaving the page completes a deletion, and a reload keeps it undoable; a browser does not tell
 * one from the other until the next page is there. Decision: who outlives the page decides. Consequence: nothing is lost
 * where that one dies, for the row stays in the outbox and is sent by the next visit, once, under its key; without a
 * worker (a page over plain HTTP) a reload completes a deletion as leaving does.
 */
export function delegateToWorker(rows: readonly DeleteOperation[]): boolean {
  const worker = workerOf()
  if (worker === null) return false
  const requests = rows.map(({ key, person, event }) => {
    // nobody's id holds white space
    const [, appUserId = ''] = person.split(' ')
    const path = endpoints.deleteEvent.path.replace('{id}', String(event.id))
    return { key, address: `${path}?${new URLSearchParams({ appUserId })}` }
  })
  // a worker is of this origin alone
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage({ type: 'hand over', requests })
  return true
}

/** Takes back what was handed over; gives the keys of what was not sent until now, and will not be. */
export async function reclaimFromWorker(keys: readonly string[]): Promise<ReadonlySet<string>> {
  const worker = workerOf()
  if (worker === null) return new Set()
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<unknown>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data))
    port1.start()
    setTimeout(resolve, patience)
  })
  worker.postMessage({ type: 'take back', keys }, [port2])
  return new Set(keysSchema.safeParse(await answer).data)
}

/** Says that this page is there, and has taken back what it could: the worker waits for it no longer. */
export function announceTab(): void {
  // a worker is of this origin alone
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  workerOf()?.postMessage({ type: 'here' })
}

function workerOf(): ServiceWorker | null {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null
}
