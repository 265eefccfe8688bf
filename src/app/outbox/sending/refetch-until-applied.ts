import type { Operation } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'

/**
 * Refetches the data that a `sent` row changed. An edit is applied to the cache before this returns; any other row
 * stays on the screen until this resolves.
 */
export type RefetchAfterWrite = (operation: Operation) => Promise<void>

/** Shows an accepted row until its data are refetched, and retries that until it succeeds. */
export async function refetchUntilApplied(rows: OperationStore, refetch: RefetchAfterWrite, sent: Operation) {
  rows.mark(sent.key, sent)
  for (let delayMs = 1_000; ; delayMs = Math.min(2 * delayMs, 30_000)) {
    const refetching = refetch(sent)
    // the cache already contains the edit, and a row that stayed would hide later changes by others
    if (sent.kind === 'update') rows.mark(sent.key)
    try {
      await refetching
      break
    } catch {
      if (sent.kind === 'update') return
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
  rows.mark(sent.key)
}
