import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnswerOf } from '../../../contract/endpoints.ts'
import type { Lead } from '../../../contract/lead.ts'
import { leadQueries } from '../api/queries.ts'
import { useSignedIn } from '../session/signed-in.ts'

type Pages = InfiniteData<AnswerOf<'listLeads'>>

/** Where the picker lists the leads that were opened, one that is opened belongs there from then on: it is read again. */
export function useAddedLead(lead: Lead | undefined): void {
  const queryClient = useQueryClient()
  const listsAll = useSignedIn().capabilities.includes('allLeads')
  const id = lead?.id
  useEffect(() => {
    if (id === undefined || listsAll) return
    for (const [queryKey, data] of queryClient.getQueriesData<Pages>({
      queryKey: leadQueries.directories(),
    })) {
      const isListed = data?.pages.some(({ items }) => items.some((item) => item.id === id))
      // what was found by words is asked of a directory, which knows nothing of who was opened
      if (isListed !== true && !leadQueries.hasWords(queryKey))
        void queryClient.invalidateQueries({ queryKey })
    }
  }, [queryClient, listsAll, id])
}
