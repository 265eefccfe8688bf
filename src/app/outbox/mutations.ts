import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { CreateBody, UpdateBody } from './operations/operation.ts'
import { useOutboxContext } from './outbox-context.ts'
import { request } from '../shared/api/client.ts'
import { leadQueries, sessionQueries } from '../shared/api/queries.ts'
import { queryKeys } from '../shared/api/query-keys.ts'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { newKey } from '../shared/storage/new-key.ts'

/** Signs in, with e-mail and password or as a person of the demo. */
export function useCreateSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Partial<BodyOf<'createSession'>>) => request('createSession', { body }),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
}

/** Signs out after sending the deletions that can still be undone. */
export function useDeleteSession() {
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  return useMutation({
    mutationFn: async () => {
      // only this session can send a deletion that was delayed for undo
      await outbox.releaseAll()
      return request('deleteSession')
    },
    onSuccess: () => endSession(queryClient),
  })
}

/**
 * Returns a function that logs an event through the outbox and returns the key of its row. The timeline shows the event
 * at once; if the service rejects it, it stays there with the reason.
 */
export function useCreateEvent() {
  const { outbox, person } = useOutboxContext()
  return (body: CreateBody) => outbox.enqueueCreate(signedIn(person), body)
}

/**
 * Returns a function that logs the events of a bulk action through the outbox, one per lead, and returns the keys of
 * their rows. They are delayed so that they can be undone.
 */
export function useCreateEvents() {
  const { outbox, person } = useOutboxContext()
  return (events: Parameters<typeof outbox.enqueueBulk>[1]) => outbox.enqueueBulk(signedIn(person), events)
}

/**
 * Returns a function that edits an event's note, and its date if `body` has one, through the outbox. It returns the key
 * of the row.
 */
export function useUpdateEvent() {
  const { outbox, person } = useOutboxContext()
  return (event: LeadEvent, body: UpdateBody) => outbox.enqueueUpdate(signedIn(person), event, body)
}

/**
 * Returns a function that deletes an event through the outbox and returns the key of its row. The deletion is delayed
 * so that it can be undone; with `force` it is sent at once with `forceDelete`, because the user confirmed its effect
 * on the lead.
 */
export function useDeleteEvent() {
  const { outbox, person } = useOutboxContext()
  return (event: LeadEvent, { force }: { readonly force: boolean }) =>
    outbox.enqueueDelete(signedIn(person), event, { force })
}

/**
 * Sets or corrects a lead's name.
 *
 * 2026-11-30. Context: events are queued while the service cannot be reached. Decision: a name is not; the request fails,
 * and the form keeps the typed name. Consequence: a name that was typed hours ago never replaces a colleague's correction
 * unseen, which a queued one would, because a name has no version to compare.
 */
export function useNameLead() {
  const queryClient = useQueryClient()
  const { user } = useSignedIn()
  return useMutation({
    mutationFn: async ({ id, name }: { readonly id: string; readonly name: string }) =>
      request('nameLead', { id, body: { name }, write: { idempotencyKey: newKey(), appUserId: user.id } }),
    onSuccess: (response, { id }) => {
      queryClient.setQueryData(leadQueries.detail(id).queryKey, response)
      void queryClient.invalidateQueries({ queryKey: queryKeys.directories })
    },
  })
}

function signedIn(person: string | undefined): string {
  if (person === undefined) throw new Error('Nobody is signed in.')
  return person
}

/** Marks the session as ended, which shows the sign-in screen. */
export function endSession(queryClient: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  queryClient.setQueryData(queryKey, (session) => session && { ...session, user: null })
}
