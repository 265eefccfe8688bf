import { useEffect } from 'react'
import { showList } from '../../shared/leads/present-list.ts'
import type { Directory } from './use-directory.ts'

/** Lets others go through the leads that are in sight. */
export function usePresentList({ leads, hasNextPage, fetchNextPage }: Directory): void {
  const ids = leads.map(({ id }) => id).join()
  useEffect(() => {
    const loadMore = async () => {
      const { data, error } = await fetchNextPage()
      if (error !== null) throw error
      return data?.pages.flatMap(({ items }) => items) ?? []
    }
    return showList({ leads, loadMore: hasNextPage ? loadMore : undefined })
    // the same leads in the same order are the same list
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ids, hasNextPage, fetchNextPage])
}
