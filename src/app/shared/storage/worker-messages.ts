/** A delayed deletion that a page delegates to the service worker: its idempotency key, and its path with the query. */
export interface DelegatedDeletion {
  readonly key: string
  readonly address: string
}

/**
 * A message from a page to the service worker. An open page and the worker may belong to two versions, so a `type` that
 * was released keeps its name.
 */
export type WorkerMessage =
  /** the page is being left, and the worker sends these unless the next page reclaims them */
  | { readonly type: 'hand over'; readonly requests: readonly DelegatedDeletion[] }
  /** the next page reclaims these; the worker replies on the port with the keys that it will not send */
  | { readonly type: 'take back'; readonly keys: readonly string[] }
  /** the page has loaded and reclaimed its deletions, so that the worker stops waiting for it */
  | { readonly type: 'here' }

/**
 * How long a page that was left may take to load again before its delayed deletions are sent, in milliseconds. The three
 * are in ascending order: the worker waits `graceMs` for any page to be requested, and `maxMs` for one that is loading;
 * only after `reclaimMs`, when the worker has certainly stopped waiting, does another tab send what the worker has not.
 */
export const reloadTimes = { graceMs: 5_000, maxMs: 30_000, reclaimMs: 35_000 } as const
