import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { endSession } from './mutations.ts'
import { toProblem } from './problems.ts'

/**
 * A client for one app: reads are tried again only where another try can help, and a 401 from any call brings the
 * sign-in screen back.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (toProblem(error).status === 401) endSession(queryClient)
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && mayPass(toProblem(error).status),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  })
  return queryClient
}

function mayPass(status: number): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}
