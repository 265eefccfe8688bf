import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '../../../contract/endpoints.ts'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { eventQueries } from '../../shared/api/queries.ts'
import { queryKeys } from '../../shared/api/query-keys.ts'

/**
 * One event, fetched each time that its details are opened. While loading, or if the service is unreachable, the event as
 * a cached timeline page contains it.
 */
export function useEventDetails(id: number) {
  const queryClient = useQueryClient()
  const { data, error, isFetching, refetch } = useQuery({ ...eventQueries.detail(id), staleTime: 0 })
  const findInTimelines = (): LeadEventDetails | undefined =>
    queryClient
      .getQueriesData<ResponseOf<'listEvents'>>({ queryKey: queryKeys.timelines })
      .flatMap(([, page]) => page?.items ?? [])
      .find((event) => event.id === id)
  return {
    event: data?.item ?? findInTimelines(),
    explanation: data?.queryExplanation,
    error,
    retrying: isFetching,
    retry: refetch,
  }
}
