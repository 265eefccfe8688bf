import { matchesName, parseNameSearch } from '../../../contract/search/name-search.ts'
import type { ListedUser } from '../../../contract/user.ts'
import { useListUsers, useUserDirectory } from '../api/queries.ts'

/** The users who match a search, as far as they are loaded. */
export interface People {
  readonly users: readonly ListedUser[]
  /** whether no user is loaded yet */
  readonly loading: boolean
  /** set if loading failed: a user missing from the list may still exist */
  readonly failure: { readonly retrying: boolean; readonly retry: () => void } | undefined
}

/**
 * Returns the users whose name or identifier has words that begin as those of `q`; all users for an empty text. Filters the loaded users at
 * once, so that no option moves under the user's finger; searches in the service if not all users are loaded.
 */
export function usePeople(q: string): People {
  const directory = useUserDirectory()
  const loaded = directory.data?.items ?? []
  const isComplete = directory.data !== undefined && directory.data.meta.count <= loaded.length
  const search = useListUsers(q === '' ? undefined : q, {
    enabled: directory.data !== undefined && !isComplete,
  })
  const terms = parseNameSearch(q)
  const query = directory.data === undefined ? directory : search
  return {
    users:
      (isComplete ? undefined : search.data?.items) ??
      (q === '' ? loaded : loaded.filter(({ id, name }) => matchesName([name, id], terms))),
    loading: query.isLoading,
    failure: query.isError ? { retrying: query.isFetching, retry: () => void query.refetch() } : undefined,
  }
}
