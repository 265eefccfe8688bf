import { useQuery } from '@tanstack/react-query'
import type { User } from '../../contract/user.ts'
import { userQueries, useUserDirectory } from '../api/queries.ts'

/**
 * The people whose name or identifier contains a text, all of them for an empty one. Found among those that were read
 * for their names, at once, so that no option moves away under a finger; the service is asked where they are too many.
 */
export function usePeople(q: string): readonly User[] {
  const directory = useUserDirectory().data
  const whole = directory !== undefined && directory.meta.count <= directory.items.length
  const found = useQuery({
    ...userQueries.list(q === '' ? undefined : q),
    enabled: directory !== undefined && !whole,
  })
  if (!whole) return found.data?.items ?? directory?.items ?? []
  const wanted = q.toLowerCase()
  return directory.items.filter(({ id, name }) =>
    [id, name].some((text) => text.toLowerCase().includes(wanted)),
  )
}
