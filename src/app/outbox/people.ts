import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoints.ts'
import { useOutboxContext } from './outbox-context.ts'
import { request } from '../shared/api/client.ts'
import { endSession } from './mutations.ts'
import { sessionQueries } from '../shared/api/queries.ts'

/** People in a page of the list. */
export const peoplePageSize = 100

export const peopleQueries = {
  all: ['people'] as const,
  /** The `page`th page, from 0, of everybody; managers may ask. */
  page: (page: number) =>
    queryOptions({
      queryKey: [...peopleQueries.all, page] as const,
      queryFn: async ({ signal }) =>
        request('listPeople', { query: { offset: page * peoplePageSize, limit: peoplePageSize }, signal }),
    }),
  /** Whom a link is for. */
  link: (token: string) =>
    queryOptions({
      queryKey: ['link', token] as const,
      queryFn: async ({ signal }) => request('readLink', { body: { token }, signal }),
      staleTime: Infinity,
      gcTime: 0,
    }),
}

export const useListPeople = (page: number) => useQuery(peopleQueries.page(page))
export const useReadLink = (token: string) => useQuery(peopleQueries.link(token))

/** A mutation after which the list of people, and their names elsewhere, are read again. */
function usePeopleMutation<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn, onSettled: async () => readPeopleAgain(queryClient) })
}

async function readPeopleAgain(queryClient: QueryClient): Promise<void> {
  // nobody waits for those: a button that says by the list what it does next would take no press until they had come
  void queryClient.invalidateQueries({ queryKey: ['users'] })
  await queryClient.invalidateQueries({ queryKey: peopleQueries.all })
}

/** Asks somebody in. */
export const useInvitePerson = () =>
  usePeopleMutation(async (body: BodyOf<'invitePerson'>) => request('invitePerson', { body }))

/** Changes a role, blocks, lets in again. */
export const useChangePerson = () =>
  usePeopleMutation(async ({ id, ...body }: { readonly id: string } & Partial<BodyOf<'changePerson'>>) =>
    request('changePerson', { id, body }),
  )

/** Takes an invitation back. */
export const useWithdrawInvitation = () =>
  usePeopleMutation(async (id: string) => request('withdrawInvitation', { id }))

/** Makes another link for somebody. */
export const useCreateLink = () => usePeopleMutation(async (id: string) => request('createLink', { id }))

/** Chooses a password by a link, and is signed in with it. */
export function useAcceptLink() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyOf<'acceptLink'>) => request('acceptLink', { body }),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
}

/** Changes one's own password. */
export const useChangePassword = () =>
  useMutation({ mutationFn: async (body: BodyOf<'changePassword'>) => request('changePassword', { body }) })

/** Signs out on every device, once what is held back is sent. */
export function useDeleteSessions() {
  const queryClient = useQueryClient()
  const { outbox } = useOutboxContext()
  return useMutation({
    mutationFn: async () => {
      await outbox.releaseAll()
      return request('deleteSessions')
    },
    onSuccess: () => endSession(queryClient),
  })
}
