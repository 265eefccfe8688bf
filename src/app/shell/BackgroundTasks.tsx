import { useEffect, useEffectEvent } from 'react'
import { UndoToasts } from '../features/timeline/undo/UndoToasts.tsx'
import { useLive } from '../live/use-live.ts'
import { savesData, whenIdle } from '../shared/ui/when-idle.ts'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { useMessages } from '../shared/i18n/i18n.ts'
import { findBrowserLimits } from '../shared/storage/browser-limits.ts'
import { prefetchOwnLeads } from './prefetch.ts'
import { showToast } from '../shared/ui/show-toast.ts'

/** Background tasks that run for the whole visit; they render only toasts, and the first view does not need them. */
export function BackgroundTasks() {
  useLive()
  usePrefetchedLeads()
  usePreloadedScripts()
  useBrowserLimits()
  return <UndoToasts />
}

/** Stores the first pages of the user's own leads for offline use, once the browser is idle. */
function usePrefetchedLeads(): void {
  const { user, offlineDays } = useSignedIn()
  useEffect(() => {
    if (offlineDays === 0 || savesData()) return undefined
    const stop = new AbortController()
    const cancel = whenIdle(() => void prefetchOwnLeads(user.id, stop.signal))
    return () => {
      cancel()
      stop.abort()
    }
  }, [user.id, offlineDays])
}

/** Loads the scripts that a user often needs while offline, when nothing can be loaded, once the browser is idle. */
function usePreloadedScripts(): void {
  useEffect(
    () =>
      whenIdle(() => {
        for (const script of [
          import('../features/leads/DraftList.tsx'),
          import('../screens/timeline/TimelineScreen.tsx'),
        ])
          // loaded on demand
          void script.catch(() => undefined)
      }),
    [],
  )
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
