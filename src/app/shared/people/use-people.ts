import type { ListedUser } from '../../../contract/user.ts'
import { useListUsers, useUserDirectory } from '../api/queries.ts'

/** The people who fit a search, as far as they are known. */
export interface People {
  readonly users: readonly ListedUser[]
  /** nobody is known yet */
  readonly loading: boolean
  /** the service did not tell: that somebody is missing here says nothing */
  readonly failure: { readonly retrying: boolean; readonly retry: () => void } | undefined
}

/**
 * The people whose name or identifier contains a text, all of them for an empty one. Found among those that were read
 * for their names, at once, so that no option moves away under a finger; the service is asked where they are too many.
 */
export function usePeople(q: string): People {
  const directory = useUserDirectory()
  const known = directory.data?.items ?? []
  const whole = directory.data !== undefined && directory.data.meta.count <= known.length
  const found = useListUsers(q === '' ? undefined : q, { enabled: directory.data !== undefined && !whole })
  const asked = directory.data === undefined ? directory : found
  return {
    users: (whole ? undefined : found.data?.items) ?? known.filter((user) => fits(user, q.toLowerCase())),
    loading: asked.isLoading,
    failure: asked.isError ? { retrying: asked.isFetching, retry: () => void asked.refetch() } : undefined,
  }
}

function fits({ id, name }: ListedUser, wanted: string): boolean {
  return [id, name].some((text) => text.toLowerCase().includes(wanted))
}
