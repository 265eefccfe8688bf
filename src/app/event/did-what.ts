import type { EventChange } from '../../contract/event-change.ts'

/** What a change did to an event. */
export function didWhat({ before, after }: EventChange): 'delete' | 'note' | 'date' | 'both' {
  if (after === null) return 'delete'
  if (before.date === after.date) return 'note'
  return before.note === after.note ? 'date' : 'both'
}
