import { useEffect } from 'react'
import type { OpenOutbox } from '../open-outbox.ts'

/**
 * Connects the outbox to the page's events: retries when it becomes visible, sends when it is left, and warns of data
 * loss.
 */
export function usePageExit(openedOutbox: OpenOutbox | undefined): void {
  useEffect(() => {
    if (openedOutbox === undefined) return undefined
    const { outbox, drafts, isPersisted } = openedOutbox
    const retry = () => {
      if (document.visibilityState === 'visible') outbox.retryWaiting()
    }
    const leave = () => outbox.leave()
    const restore = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void outbox.restorePage()
    }
    // stored input waits for the next visit, so the browser warns only if something is not stored
    const warn = (event: BeforeUnloadEvent) => {
      const unsaved = outbox.operations().some(({ state }) => state !== 'sent') || drafts.all().length > 0
      if (unsaved && !isPersisted()) event.preventDefault()
    }
    const events = [
      [window, 'online', retry],
      [window, 'focus', retry],
      [document, 'visibilitychange', retry],
      [window, 'pagehide', leave],
    ] as const
    for (const [target, name, listener] of events) target.addEventListener(name, listener)
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pageshow', restore)
    const stop = outbox.subscribe(() => {
      if (!outbox.operations().some(({ state, problem }) => state === 'waiting' && problem !== undefined))
        return
      stop()
      // requested once a row has to wait, so that a browser short of storage does not delete the row
      void navigator.storage?.persist?.().catch(() => false)
    })
    return () => {
      for (const [target, name, listener] of events) target.removeEventListener(name, listener)
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('pageshow', restore)
      stop()
    }
  }, [openedOutbox])
}
