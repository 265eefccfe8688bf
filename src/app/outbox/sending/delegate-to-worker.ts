import * as z from 'zod/mini'
import { endpoints } from '../../../contract/endpoints.ts'
import { ifAvailable } from '../../shared/storage/browser-limits.ts'
import type { WorkerMessage } from '../../shared/storage/worker-messages.ts'
import { parsePersonKey } from '../../shared/session/person.ts'
import type { DeleteOperation } from '../operations/operation.ts'

/** Milliseconds after which a service worker that has not replied is assumed to hold no operations. */
const replyTimeoutMs = 1_000

const keysSchema = z.array(z.string())

/**
 * Delegates the delayed deletions to the service worker when the page is left: the worker sends them unless the next
 * page of this tab reclaims them within moments. Returns whether there is a worker.
 *
 * 2026-11-28. Context: leaving the page completes a deletion, and a reload keeps it undoable; a browser does not
 * distinguish the two until the next page has loaded. Decision: whichever context outlives the page sends the remaining
 * operations. Consequence: nothing is lost if that context ends, because the row stays in the outbox and the next visit
 * sends it, once, under its key. Without a worker (a page over plain HTTP) a reload completes a deletion, as leaving
 * does.
 */
export function delegateToWorker(rows: readonly DeleteOperation[]): boolean {
  const worker = workerOf()
  if (worker === null) return false
  const requests = rows.map(({ key, person, event }) => {
    const path = endpoints.deleteEvent.path.replace('{id}', String(event.id))
    return { key, address: `${path}?${new URLSearchParams({ appUserId: parsePersonKey(person).id })}` }
  })
  // a service worker always has the origin of its page
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage({ type: 'hand over', requests } satisfies WorkerMessage)
  return true
}

/** Reclaims delegated operations. Returns the keys of those that the worker has not sent and will not send. */
export async function reclaimFromWorker(keys: readonly string[]): Promise<ReadonlySet<string>> {
  const worker = workerOf()
  if (worker === null) return new Set()
  const { port1, port2 } = new MessageChannel()
  const reply = new Promise<unknown>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data))
    port1.start()
    setTimeout(resolve, replyTimeoutMs)
  })
  worker.postMessage({ type: 'take back', keys } satisfies WorkerMessage, [port2])
  return new Set(keysSchema.safeParse(await reply).data)
}

/** Informs the worker that this page has loaded and reclaimed its operations, so that the worker stops waiting. */
export function announceTab(): void {
  // a service worker always has the origin of its page
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  workerOf()?.postMessage({ type: 'here' } satisfies WorkerMessage)
}

function workerOf(): ServiceWorker | null {
  return ifAvailable(() => navigator.serviceWorker.controller) ?? null
}
