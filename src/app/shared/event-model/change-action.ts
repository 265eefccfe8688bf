import type { EventChange } from '../../../contract/event-change.ts'

/** Returns what a change did to an event. */
export function changeAction({
  kind,
  before,
  after,
}: EventChange): 'delete' | 'erase' | 'note' | 'date' | 'both' {
  if (kind === 'erase') return kind
  if (after === null) return 'delete'
  if (before.date === after.date) return 'note'
  return before.note === after.note ? 'date' : 'both'
}
