import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { endSession } from '../outbox/mutations.ts'
import { clearOnUserChange } from './clear-on-user-change.ts'
import { toProblem } from '../shared/api/problems.ts'
import { onResponse } from '../shared/api/fetch-or-cached.ts'

/**
 * Creates the query client of one app. It retries only reads with a transient error, shows the sign-in screen after a 401
 * to a read or a mutation, as the outbox does for its own writes, and is cleared when the user changes.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    const { status } = toProblem(error)
    if (status === 401) endSession(queryClient)
    // the user's permissions may have changed
    if (status === 403) void queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // sent even if the browser reports that it is offline: it may be wrong, and a paused query shows no error
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isTransient(toProblem(error).status),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  clearOnUserChange(queryClient)
  onResponse(() => void queryClient.invalidateQueries())
  return queryClient
}

function isTransient(status: number): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}
