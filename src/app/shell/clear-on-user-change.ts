import type { QueryClient } from '@tanstack/react-query'
import { personKey, personOf } from '../shared/session/person.ts'
import { clearToasts } from '../shared/ui/show-toast.ts'
import { clearEdits } from '../outbox/storage/undoable-edits.ts'
import { sessionQueries } from '../shared/api/queries.ts'
import { setCacheOwner } from '../shared/api/fetch-or-cached.ts'

/**
 * Clears the query cache, the toasts and the undoable edits as soon as the session belongs to another user or to no user.
 * The cause does not matter: signing in or out here, a 401, or another tab's change that a refetch of the session
 * revealed. This happens before anything is rendered for the next user.
 */
export function clearOnUserChange(queryClient: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  let previous: string | undefined
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== queryKey[0]) return
    const session = queryClient.getQueryData(queryKey)
    if (session === undefined) return
    const owner = session.user === null ? 'nobody' : personKey(personOf(session.user))
    const changed = previous !== undefined && previous !== owner
    previous = owner
    setCacheOwner(owner, session)
    if (!changed) return
    // the session query stays, because its observers still use it
    queryClient.removeQueries({ predicate: (other) => other.queryKey[0] !== queryKey[0] })
    clearToasts()
    clearEdits()
  })
}
