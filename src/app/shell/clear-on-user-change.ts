import type { QueryClient } from '@tanstack/react-query'
import { personKey, personOf } from '../shared/session/person.ts'
import { clearToasts } from '../shared/ui/show-toast.ts'
import { clearEdits } from '../outbox/storage/undoable-edits.ts'
import { sessionQueries } from '../shared/api/queries.ts'
import { setCacheOwner } from '../shared/api/fetch-or-cached.ts'

/**
 * Forgets what was read and takes the toasts away as soon as the session is another person's or nobody's, however
 * that became known: by signing in or out here, by a 401, or because another tab did it and the session was read
 * again. It happens before anything is rendered for the next person.
 */
export function clearOnUserChange(queryClient: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  let before: string | undefined
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== queryKey[0]) return
    const session = queryClient.getQueryData(queryKey)
    if (session === undefined) return
    const now = session.user === null ? 'nobody' : personKey(personOf(session.user))
    const changed = before !== undefined && before !== now
    before = now
    setCacheOwner(now, session)
    if (!changed) return
    // the session's own query stays, for its observers hold it
    queryClient.removeQueries({ predicate: (other) => other.queryKey[0] !== queryKey[0] })
    clearToasts()
    clearEdits()
  })
}
