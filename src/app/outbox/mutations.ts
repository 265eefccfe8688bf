import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { CreateBody, UpdateBody } from './operations/operation.ts'
import { useOutboxContext } from './outbox-context.ts'
import { request } from '../shared/api/client.ts'
import { sessionQueries } from '../shared/api/queries.ts'

/** Signs in: with e-mail and password, or as a person of the demo. */
export function useCreateSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Partial<BodyOf<'createSession'>>) => request('createSession', { body }),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
}

/** Signs out, once what is held back is sent. */
export function useDeleteSession() {
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  return useMutation({
    mutationFn: async () => {
      // a deletion that is held back can only be sent under this session
      await outbox.releaseAll()
      return request('deleteSession')
    },
    onSuccess: () => endSession(queryClient),
  })
}

/**
 * Logs an event by way of the outbox: it is on the timeline at once, and stays there with its reason where the service
 * refuses it. Gives the key of its row.
 */
export function useCreateEvent() {
  const { outbox, person } = useOutboxContext()
  return (body: CreateBody) => outbox.enqueueCreate(signedIn(person), body)
}

/** Changes an event's note, and its date where `body` has one, by way of the outbox. Gives the key of its row. */
export function useUpdateEvent() {
  const { outbox, person } = useOutboxContext()
  return (event: LeadEvent, body: UpdateBody) => outbox.enqueueUpdate(signedIn(person), event, body)
}

/**
 * Deletes an event by way of the outbox: held back until it is released, or at once with `forceDelete` where the
 * person confirmed what it does to the lead. Gives the key of its row.
 */
export function useDeleteEvent() {
  const { outbox, person } = useOutboxContext()
  return (event: LeadEvent, { force }: { readonly force: boolean }) =>
    outbox.enqueueDelete(signedIn(person), event, { force })
}

function signedIn(person: string | undefined): string {
  if (person === undefined) throw new Error('Nobody is signed in.')
  return person
}

/** Nobody is signed in any more: the sign-in screen comes. */
export function endSession(queryClient: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  queryClient.setQueryData(queryKey, (session) => session && { ...session, user: null })
}
