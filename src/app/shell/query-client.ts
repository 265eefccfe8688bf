import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { endSession } from '../outbox/mutations.ts'
import { toProblem } from '../shared/api/problems.ts'
import { onResponse, setCacheOwner } from '../shared/api/fetch-or-cached.ts'
import { personKey, personOf } from '../shared/session/person.ts'
import { clearToasts } from '../shared/ui/show-toast.ts'
import { clearEdits } from '../outbox/storage/undoable-edits.ts'
import { isSession, queryKeys } from '../shared/api/query-keys.ts'
import { sessionQueries } from '../shared/api/queries.ts'

/**
 * Creates the query client of one app. It retries only reads with a transient error, shows the sign-in screen after a 401
 * to a read or a mutation, as the outbox does for its own writes, and is cleared when the user changes.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    const { status } = toProblem(error)
    if (status === 401) endSession(queryClient)
    // the user's permissions may have changed
    if (status === 403) void queryClient.invalidateQueries({ queryKey: queryKeys.session })
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

/**
 * Clears the query cache, the toasts and the undoable edits as soon as the session belongs to another user or to no user.
 * The cause does not matter: signing in or out here, a 401, or another tab's change that a refetch of the session
 * revealed. This happens before anything is rendered for the next user.
 */
function clearOnUserChange(queryClient: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  let previous: string | undefined
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !isSession(query)) return
    const session = queryClient.getQueryData(queryKey)
    if (session === undefined) return
    const owner = session.user === null ? 'nobody' : personKey(personOf(session.user))
    const changed = previous !== undefined && previous !== owner
    previous = owner
    setCacheOwner(owner, session)
    if (!changed) return
    // the session query stays, because its observers still use it
    queryClient.removeQueries({ predicate: (other) => !isSession(other) })
    clearToasts()
    clearEdits()
  })
}
