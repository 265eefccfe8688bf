import { useLive } from '../live/use-live.ts'
import { UndoToasts } from '../features/timeline/undo/UndoToasts.tsx'

/** Background tasks that run for the whole visit; they render only toasts, and the first view does not need them. */
export function BackgroundTasks() {
  useLive()
  return <UndoToasts />
}
