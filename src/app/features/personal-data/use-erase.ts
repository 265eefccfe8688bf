import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../shared/api/client.ts'
import { deleteOtherOwners } from '../../shared/api/response-cache.ts'
import type { Subject } from './subject.ts'

const endpointOf = { event: 'eraseEvent', lead: 'eraseLead', person: 'erasePerson' } as const

/** Erases for good what is written about somebody or something; what was read is read again, and no copy is kept. */
export function useErase({ kind, id }: Subject) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => request(endpointOf[kind], { id }),
    onSuccess: async () => {
      queryClient.removeQueries({ type: 'inactive' })
      void queryClient.invalidateQueries()
      // a browser that keeps nothing has nothing to forget
      await deleteOtherOwners('session').catch(() => undefined)
    },
  })
}
