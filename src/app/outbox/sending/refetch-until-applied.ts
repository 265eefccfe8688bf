import type { Operation } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'

/**
 * Reads again what a `sent` row changed; what came of an edit is in its place before this returns. Any other row stays
 * on the screen until this resolves.
 */
export type RefetchUntilApplied = (operation: Operation) => Promise<void>

/** Shows what the service accepted until it was read back: tries that until it works. */
export async function refetchUntilApplied(
  rows: OperationStore,
  readAgain: RefetchUntilApplied,
  sent: Operation,
) {
  rows.mark(sent.key, sent)
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
    const reading = readAgain(sent)
    // what came of an edit is in its place already, and a row that stayed would hide later changes by others
    if (sent.kind === 'update') rows.mark(sent.key)
    try {
      await reading
      break
    } catch {
      if (sent.kind === 'update') return
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  rows.mark(sent.key)
}
