import type { OperationStore } from '../storage/operation-store.ts'
import type { Operation } from '../operations/operation.ts'

/** Resolves with a row once it was sent or rejected; `undefined` once it is removed. */
export async function waitForOutcome(rows: OperationStore, key: string): Promise<Operation | undefined> {
  return new Promise((resolve) => {
    const check = () => {
      const row = rows.find(key)
      if (row !== undefined && row.state !== 'sent' && row.state !== 'refused') return
      stop()
      resolve(row)
    }
    const stop = rows.subscribe(check)
    check()
  })
}
