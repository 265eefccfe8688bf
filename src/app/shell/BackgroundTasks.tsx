import { useEffect, useEffectEvent } from 'react'
import { UndoToasts } from '../features/timeline/undo/UndoToasts.tsx'
import { useLive } from '../live/use-live.ts'
import { useMessages } from '../shared/i18n/i18n.ts'
import { findBrowserLimits } from '../shared/storage/browser-limits.ts'
import { showToast } from '../shared/ui/show-toast.ts'

/** Background tasks that run for the whole visit; they render only toasts, and the first view does not need them. */
export function BackgroundTasks() {
  useLive()
  useBrowserLimits()
  return <UndoToasts />
}

/** States what the browser blocks, until the user closes the sentence. */
function useBrowserLimits(): void {
  const t = useMessages()
  const show = useEffectEvent(() =>
    findBrowserLimits().map((limit) => showToast({ text: t(`limits.${limit}`), milliseconds: Infinity })),
  )
  useEffect(() => {
    const closeAll = show()
    return () => {
      for (const close of closeAll) close()
    }
  }, [])
}
