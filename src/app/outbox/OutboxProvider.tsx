import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { endSession } from '../api/mutations.ts'
import { useGetSession } from '../api/queries.ts'
import { createDrafts } from './drafts.ts'
import { UnsentContext } from './outbox-context.ts'
import { createMemoryStorage } from './outbox-storage.ts'
import { createOutbox } from './outbox.ts'
import { personKey, personOf } from './person.ts'
import { readAgain } from './read-again.ts'
import { sendOperation } from './send-operation.ts'

/** Holds the outbox of this visit, sends under the session of whoever is signed in, and lets go when the page is left. */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const user = useGetSession().data?.user ?? undefined
  const person = user && personOf(user)
  const { application, id } = person ?? {}
  const [{ outbox, drafts }] = useState(() => ({
    drafts: createDrafts(),
    outbox: createOutbox({
      storage: createMemoryStorage(),
      send: sendOperation,
      readAgain: async (operation) => readAgain(queryClient, operation),
      onSignedOut: () => endSession(queryClient),
    }),
  }))
  useEffect(() => {
    void outbox.load()
    const leave = () => void outbox.releaseAll()
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [outbox])
  useEffect(
    () => outbox.setPerson(application === undefined || id === undefined ? undefined : { application, id }),
    [outbox, application, id],
  )
  return (
    <UnsentContext value={{ outbox, drafts, person: person && personKey(person) }}>{children}</UnsentContext>
  )
}
