import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { sessionQueries, useGetSession } from '../../shared/api/queries.ts'
import type { OpenOutbox } from '../open-outbox.ts'
import { OutboxContext } from '../outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { usePageExit } from './use-page-exit.ts'

// no part of the first script: it comes beside the answer to whose session this is, which nothing is shown before
const loading = import('../../bundles/timeline-bundle.ts')
// told where it is waited for
loading.catch(() => undefined)

/**
 * Holds what this visit has not sent, with what earlier ones left, and sends under the session of whoever is signed in.
 * Its children come once that has been read, for a form starts from its draft.
 */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const { data: session } = useGetSession()
  const isKnown = session !== undefined
  const user = session?.user ?? undefined
  const person = user && personOf(user)
  const key = person && personKey(person)
  const { application, id } = person ?? {}
  const [unsent, setUnsent] = useState<OpenOutbox>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    let opened: OpenOutbox | undefined
    let left = false
    const show = async () => {
      try {
        opened = await open(queryClient)
        // the page is not waiting for it any more
        if (left) opened.close()
        else setUnsent(opened)
      } catch (error) {
        if (!left) setFailure(error)
      }
    }
    void show()
    return () => {
      left = true
      setUnsent(undefined)
      opened?.close()
    }
  }, [queryClient])
  useEffect(() => {
    unsent?.outbox.setPerson(application === undefined || id === undefined ? undefined : { application, id })
    // other tabs share the cookie
    if (isKnown) unsent?.tabs.broadcast({ type: 'session', person: key ?? null })
  }, [unsent, application, id, key, isKnown])
  useEffect(
    () =>
      unsent?.tabs.listen((message) => {
        if (message.type !== 'session') return
        const { queryKey } = sessionQueries.current()
        const here = queryClient.getQueryData(queryKey)?.user
        // what this tab says of the session is what it was told, so that two tabs do not ask each other for ever
        if ((here ? personKey(personOf(here)) : null) !== message.person)
          void queryClient.invalidateQueries({ queryKey })
      }),
    [unsent, queryClient],
  )
  usePageExit(unsent)
  // the same until somebody else signs in: each row of the timeline looks at it
  const value = useMemo(() => unsent && { ...unsent, person: key }, [unsent, key])
  // its script did not come: the page says so, and offers to be loaded again
  if (failure !== undefined) throw failure
  if (value === undefined) return null
  return <OutboxContext value={value}>{children}</OutboxContext>
}

async function open(queryClient: QueryClient): Promise<OpenOutbox> {
  const { openOutbox } = await loading.catch(async () => import('../../bundles/timeline-bundle.ts'))
  return openOutbox(queryClient)
}
