import { useLive } from '../live/use-live.ts'
import { UndoToasts } from '../features/timeline/undo/UndoToasts.tsx'

/** What works through a whole visit and has no place in the page; the first view does without it. */
export function BackgroundTasks() {
  useLive()
  return <UndoToasts />
}
