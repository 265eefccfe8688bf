import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { sessionQueries, useGetSession } from '../../shared/api/queries.ts'
import { openOutbox, type OpenOutbox } from '../open-outbox.ts'
import { OutboxContext } from '../outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'

/**
 * Provides the outbox and the drafts, those of earlier visits included, and sends under the session of the signed-in
 * user. It renders its children once the drafts are loaded, because a form starts from its draft.
 */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const { data: session } = useGetSession()
  const isKnown = session !== undefined
  const user = session?.user ?? undefined
  const person = user && personOf(user)
  const key = person && personKey(person)
  const { application, id } = person ?? {}
  const [openedOutbox, setOpenedOutbox] = useState<OpenOutbox>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    let opened: OpenOutbox | undefined
    let isUnmounted = false
    const show = async () => {
      try {
        opened = await openOutbox(queryClient)
        // the component may have unmounted in the meantime
        if (isUnmounted) opened.close()
        else setOpenedOutbox(opened)
      } catch (error) {
        if (!isUnmounted) setFailure(error)
      }
    }
    void show()
    return () => {
      isUnmounted = true
      setOpenedOutbox(undefined)
      opened?.close()
    }
  }, [queryClient])
  useEffect(() => {
    openedOutbox?.outbox.setPerson(
      application === undefined || id === undefined ? undefined : { application, id },
    )
    // other tabs share the session cookie
    if (isKnown) openedOutbox?.tabs.broadcast({ type: 'session', person: key ?? null })
  }, [openedOutbox, application, id, key, isKnown])
  useEffect(
    () =>
      openedOutbox?.tabs.listen((message) => {
        if (message.type !== 'session') return
        const { queryKey } = sessionQueries.current()
        const cachedUser = queryClient.getQueryData(queryKey)?.user
        // a tab broadcasts only what the service returned, so that two tabs do not invalidate each other for ever
        if ((cachedUser ? personKey(personOf(cachedUser)) : null) !== message.person)
          void queryClient.invalidateQueries({ queryKey })
      }),
    [openedOutbox, queryClient],
  )
  usePageExit(openedOutbox)
  // the value changes only when another user signs in, because each row of the timeline reads it
  const value = useMemo(() => openedOutbox && { ...openedOutbox, person: key }, [openedOutbox, key])
  if (failure !== undefined) throw failure
  if (value === undefined) return null
  return <OutboxContext value={value}>{children}</OutboxContext>
}

/**
 * Connects the outbox to the page's events: retries when it becomes visible, stores drafts when it is hidden, sends when
 * it is left, and warns of data loss.
 */
function usePageExit(openedOutbox: OpenOutbox | undefined): void {
  useEffect(() => {
    if (openedOutbox === undefined) return undefined
    const { outbox, drafts, isPersisted } = openedOutbox
    const retry = () => {
      if (document.visibilityState === 'visible') outbox.retryWaiting()
    }
    // a hidden page may be ended without a further event
    const flush = () => {
      if (document.visibilityState === 'hidden') drafts.flush()
    }
    const leave = () => {
      drafts.flush()
      outbox.leave()
    }
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
      [document, 'visibilitychange', flush],
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
