import type { LeadEvent } from '../../../contract/lead-event.ts'
import { isQueued, isSameEvent, type Operation } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'

/** What the service made of a row changes what waits behind it. */
export function rebaseOn(rows: OperationStore, accepted: Operation, result: LeadEvent | undefined): void {
  const others = rows.all().filter((row) => row.key !== accepted.key && isQueued(row))
  if (accepted.kind === 'delete') {
    for (const { key } of others.filter((row) => isSameEvent(row, accepted))) void rows.change(key, () => [])
  }
  if (result === undefined) return
  if (accepted.kind === 'create') {
    const next = others.find(
      (row) => row.kind === 'create' && row.lead === accepted.lead && row.person === accepted.person,
    )
    if (next !== undefined) void rows.update(next.key, (row) => ({ ...row, after: result.date }))
    return
  }
  // they were made on the version that this row has just replaced
  for (const { key } of others.filter((row) => isSameEvent(row, accepted))) {
    void rows.update(key, (row) => (row.kind === 'create' ? row : { ...row, event: result }))
  }
}
