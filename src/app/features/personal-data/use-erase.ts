import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../shared/api/client.ts'
import { forgetAnswersOfOthers } from '../../shared/api/kept-answers.ts'
import type { Subject } from './subject.ts'

const endpointOf = { event: 'eraseEvent', lead: 'eraseLead', person: 'erasePerson' } as const

/** Erases for good what is written about somebody or something; what was read is read again, and no copy is kept. */
export function useErase({ kind, id }: Subject) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => call(endpointOf[kind], { id }),
    onSuccess: async () => {
      queryClient.removeQueries({ type: 'inactive' })
      void queryClient.invalidateQueries()
      // a browser that keeps nothing has nothing to forget
      await forgetAnswersOfOthers('session').catch(() => undefined)
    },
  })
}
