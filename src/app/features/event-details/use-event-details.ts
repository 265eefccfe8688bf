import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '../../../contract/endpoints.ts'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { eventQueries } from '../../shared/api/queries.ts'

/**
 * One event by itself, read anew each time that it is looked at; until it has come, and where the service cannot be
 * reached, what a timeline read of it.
 */
export function useEventDetails(id: number) {
  const queryClient = useQueryClient()
  const { data, error, isFetching, refetch } = useQuery({ ...eventQueries.detail(id), staleTime: 0 })
  const ofTimeline = (): LeadEventDetails | undefined =>
    queryClient
      .getQueriesData<AnswerOf<'listEvents'>>({ queryKey: eventQueries.pages() })
      .flatMap(([, page]) => page?.items ?? [])
      .find((event) => event.id === id)
  return {
    event: data?.item ?? ofTimeline(),
    explanation: data?.queryExplanation,
    error,
    retrying: isFetching,
    retry: refetch,
  }
}
