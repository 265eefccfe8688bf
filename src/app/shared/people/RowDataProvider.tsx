import { usePrefetchQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { statusQueries, useListStatuses, userQueries, useUserDirectory } from '../api/queries.ts'
import { StatusesContext } from '../ui/statuses.ts'
import { personNames, PersonNamesContext } from './use-person-names.ts'

/**
 * What every row of every list is written with: the statuses and people's names. Read here once for all of them, for
 * an observer of a query in each took as long as drawing the rows did.
 */
export function RowDataProvider({ children }: { readonly children: ReactNode }) {
  // before all that is asked for below: no row is to name an identifier first and its person a moment later
  usePrefetchQuery(userQueries.directory())
  usePrefetchQuery(statusQueries.list())
  const statuses = useListStatuses().data?.items
  const users = useUserDirectory().data?.items
  const names = useMemo(() => personNames(users ?? []), [users])
  return (
    <StatusesContext value={statuses}>
      <PersonNamesContext value={names}>{children}</PersonNamesContext>
    </StatusesContext>
  )
}
