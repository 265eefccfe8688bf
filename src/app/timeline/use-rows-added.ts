import { useState } from 'react'
import type { TimelineRows } from './timeline-rows.ts'

/** Whether the last change of the rows added some at the start, with the others as they were. */
export function useRowsAdded(rows: TimelineRows): boolean {
  const first = rows.at(0)?.key
  const { length } = rows
  const [known, setKnown] = useState({ first, length, added: false })
  if (known.first === first && known.length === length) return known.added
  const added = known.first !== undefined && known.first !== first && length > known.length
  setKnown({ first, length, added })
  return added
}
