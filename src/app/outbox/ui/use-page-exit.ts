import { useEffect } from 'react'
import type { OpenOutbox } from '../open-outbox.ts'

/** What the outbox does as the page comes and goes: hurries, lets go, and asks where something would be lost. */
export function usePageExit(unsent: OpenOutbox | undefined): void {
  useEffect(() => {
    if (unsent === undefined) return undefined
    const { outbox, drafts, isKept } = unsent
    const hurry = () => {
      if (document.visibilityState === 'visible') outbox.hurry()
    }
    const leave = () => outbox.leave()
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void outbox.comeBack()
    }
    // what is stored waits for the next visit, so only what is not is asked about
    const ask = (event: BeforeUnloadEvent) => {
      const unsaved = outbox.operations().some(({ state }) => state !== 'sent') || drafts.all().length > 0
      if (unsaved && !isKept()) event.preventDefault()
    }
    const events = [
      [window, 'online', hurry],
      [window, 'focus', hurry],
      [document, 'visibilitychange', hurry],
      [window, 'pagehide', leave],
    ] as const
    for (const [target, name, listener] of events) target.addEventListener(name, listener)
    window.addEventListener('beforeunload', ask)
    window.addEventListener('pageshow', comeBack)
    const stop = outbox.subscribe(() => {
      if (!outbox.operations().some(({ state, problem }) => state === 'waiting' && problem !== undefined))
        return
      stop()
      // asked once something has to wait: a browser short of room is not to throw that away
      void navigator.storage?.persist?.().catch(() => false)
    })
    return () => {
      for (const [target, name, listener] of events) target.removeEventListener(name, listener)
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('pageshow', comeBack)
      stop()
    }
  }, [unsent])
}
