import { useLive } from '../live/use-live.ts'
import { OfferedUndos } from '../features/timeline/undo/OfferedUndos.tsx'

/** What works through a whole visit and has no place in the page; the first view does without it. */
export function Unseen() {
  useLive()
  return <OfferedUndos />
}
