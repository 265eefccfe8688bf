import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ResponseOf } from '../../../contract/endpoints.ts'
import type { Lead } from '../../../contract/lead.ts'
import { isLeadSearch, queryKeys } from '../api/query-keys.ts'
import { useSignedIn } from '../session/signed-in.ts'

type Pages = InfiniteData<ResponseOf<'listLeads'>>

/**
 * Refetches the picker's list after a lead was opened that it does not contain, for a back end whose list consists of
 * the opened leads.
 */
export function useAddedLead(lead: Lead | undefined): void {
  const queryClient = useQueryClient()
  const listsAll = useSignedIn().capabilities.includes('allLeads')
  const id = lead?.id
  useEffect(() => {
    if (id === undefined || listsAll) return
    for (const [queryKey, data] of queryClient.getQueriesData<Pages>({
      queryKey: queryKeys.directories,
    })) {
      const isListed = data?.pages.some(({ items }) => items.some((item) => item.id === id))
      // a search uses a directory, which does not depend on the opened leads
      if (isListed !== true && !isLeadSearch({ queryKey })) void queryClient.invalidateQueries({ queryKey })
    }
  }, [queryClient, listsAll, id])
}
