import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoints.ts'
import { call } from './client.ts'
import { sessionQueries } from './queries.ts'

/** Signs in: with e-mail and password, or as a person of the demo. */
export function useCreateSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Partial<BodyOf<'createSession'>>) => call('createSession', { body }),
    onSuccess: (session) => {
      // what the person before was shown is not for this one
      queryClient.clear()
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
    },
  })
}

/** Signs out, and forgets everything that was read. */
export function useDeleteSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => call('deleteSession'),
    onSuccess: async () => {
      queryClient.clear()
      await queryClient.invalidateQueries()
    },
  })
}
