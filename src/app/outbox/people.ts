import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoints.ts'
import { useOutboxContext } from './outbox-context.ts'
import { request } from '../shared/api/client.ts'
import { endSession } from './mutations.ts'
import { queryKeys } from '../shared/api/query-keys.ts'
import { sessionQueries } from '../shared/api/queries.ts'

/** Number of people in a page of the list. */
export const peoplePageSize = 100

export const peopleQueries = {
  /** A page of the list of all people, counted from 0; only managers may fetch it. */
  page: (page: number) =>
    queryOptions({
      queryKey: queryKeys.peoplePage(page),
      queryFn: async ({ signal }) =>
        request('listPeople', { query: { offset: page * peoplePageSize, limit: peoplePageSize }, signal }),
    }),
  /** The person for whom a link was created. */
  link: (token: string) =>
    queryOptions({
      queryKey: queryKeys.link(token),
      queryFn: async ({ signal }) => request('readLink', { body: { token }, signal }),
      staleTime: Infinity,
      gcTime: 0,
    }),
}

export const useListPeople = (page: number) => useQuery(peopleQueries.page(page))
export const useReadLink = (token: string) => useQuery(peopleQueries.link(token))

/** Returns a mutation that afterwards refetches the list of people, and their names elsewhere. */
function usePeopleMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn, onSettled: async () => refetchPeople(queryClient) })
}

async function refetchPeople(queryClient: QueryClient): Promise<void> {
  // not awaited: the list's buttons accept no press until the mutation has settled
  void queryClient.invalidateQueries({ queryKey: queryKeys.users })
  await queryClient.invalidateQueries({ queryKey: queryKeys.people })
}

/** Invites a person. */
export const useInvitePerson = () =>
  usePeopleMutation(async (body: BodyOf<'invitePerson'>) => request('invitePerson', { body }))

/** Changes a person's role, and blocks or unblocks a person. */
export const useChangePerson = () =>
  usePeopleMutation(async ({ id, ...body }: { readonly id: string } & Partial<BodyOf<'changePerson'>>) =>
    request('changePerson', { id, body }),
  )

export const useWithdrawInvitation = () =>
  usePeopleMutation(async (id: string) => request('withdrawInvitation', { id }))

/** Creates a new link for a person. */
export const useCreateLink = () => usePeopleMutation(async (id: string) => request('createLink', { id }))

/** Sets a password by a link, and signs in with it. */
export function useAcceptLink() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyOf<'acceptLink'>) => request('acceptLink', { body }),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
}

/** Changes the user's own password. */
export const useChangePassword = () =>
  useMutation({ mutationFn: async (body: BodyOf<'changePassword'>) => request('changePassword', { body }) })

/** Signs out on every device, after sending the deletions that can still be undone. */
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
