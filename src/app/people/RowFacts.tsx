import { useMemo, type ReactNode } from 'react'
import { useListStatuses, useUserDirectory } from '../api/queries.ts'
import { StatusesContext } from '../ui/statuses.ts'
import { personNames, PersonNamesContext } from './use-person-names.ts'

/**
 * What every row of every list is written with: the statuses and people's names. Read here once for all of them, for
 * an observer of a query in each took as long as drawing the rows did.
 */
export function RowFacts({ children }: { readonly children: ReactNode }) {
  const statuses = useListStatuses().data?.items
  const users = useUserDirectory().data?.items
  const names = useMemo(() => personNames(users ?? []), [users])
  return (
    <StatusesContext value={statuses}>
      <PersonNamesContext value={names}>{children}</PersonNamesContext>
    </StatusesContext>
  )
}
