import { usePrefetchQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { statusQueries, useListStatuses, userQueries, useUserDirectory } from '../api/queries.ts'
import { useMessages } from '../i18n/i18n.ts'
import { StatusesContext } from '../ui/statuses.ts'
import { personNames, PersonNamesContext } from './use-person-names.ts'

/**
 * Provides statuses and user names to all rows of all lists. They are queried once here, because one query observer per
 * row took as long as rendering the rows.
 */
export function RowDataProvider({ children }: { readonly children: ReactNode }) {
  // prefetched before the requests of the children, so that no row shows an identifier first and then a name
  usePrefetchQuery(userQueries.directory())
  usePrefetchQuery(statusQueries.list())
  const statuses = useListStatuses().data?.items
  const users = useUserDirectory().data?.items
  const t = useMessages()
  const names = useMemo(() => personNames(users ?? [], (name) => t('person.blocked', { name })), [users, t])
  return (
    <StatusesContext value={statuses}>
      <PersonNamesContext value={names}>{children}</PersonNamesContext>
    </StatusesContext>
  )
}
