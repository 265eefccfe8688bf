import { useEffect } from 'react'
import { setVisibleLeads } from '../../shared/leads/visible-leads.ts'
import type { LeadListResult } from './use-lead-list.ts'

/** Lets others go through the leads that are in sight. */
export function useVisibleLeads({ leads, hasNextPage, fetchNextPage }: LeadListResult): void {
  const ids = leads.map(({ id }) => id).join()
  useEffect(() => {
    const loadMore = async () => {
      const { data, error } = await fetchNextPage()
      if (error !== null) throw error
      return data?.pages.flatMap(({ items }) => items) ?? []
    }
    return setVisibleLeads({ leads, loadMore: hasNextPage ? loadMore : undefined })
    // the same leads in the same order are the same list
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ids, hasNextPage, fetchNextPage])
}
