import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { endSession } from '../outbox/mutations.ts'
import { clearOnUserChange } from './clear-on-user-change.ts'
import { toProblem } from '../shared/api/problems.ts'
import { onResponse } from '../shared/api/fetch-or-cached.ts'

/**
 * A client for one app: reads are tried again only where another try can help, a 401 to a read or a mutation brings the
 * sign-in screen back, as the outbox does for its own writes, and what one person was shown goes with them.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    const { status } = toProblem(error)
    if (status === 401) endSession(queryClient)
    // what one may do has changed, perhaps
    if (status === 403) void queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // asked even where the browser believes to be offline: it may be wrong, and a screen that waits says nothing
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && mayPass(toProblem(error).status),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  clearOnUserChange(queryClient)
  onResponse(() => void queryClient.invalidateQueries())
  return queryClient
}

function mayPass(status: number): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}
