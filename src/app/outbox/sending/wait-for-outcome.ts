import type { OperationStore } from '../storage/operation-store.ts'
import type { Operation } from '../operations/operation.ts'

/** Resolves with a row once it was sent or refused, or with nothing once it is gone. */
export async function waitForOutcome(rows: OperationStore, key: string): Promise<Operation | undefined> {
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
