import type { QueryClient } from '@tanstack/react-query'
import { endpoints } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { queryKeys } from '../shared/api/query-keys.ts'
import { publishRemoteChanges } from '../shared/api/remote-changes.ts'
import { isPageVisible, onPageVisibility } from './page-visibility.ts'

/**
 * Milliseconds between two refetches: more than between two polls of the sync endpoint, for each is several requests.
 */
const refetchIntervalMs = { visible: 15_000, hidden: 60_000 } as const

/** Without the sync endpoint: refetches the visible pages and leads, and publishes the events that appeared there. */
export function startRefetchPoller(queryClient: QueryClient): () => void {
  const pages = { queryKey: queryKeys.timelines, type: 'active' } as const
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRefetching = false
  let isStopped = false
  const visibleEvents = () =>
    queryClient
      .getQueriesData(pages)
      .flatMap(([, data]) => endpoints.listEvents.response.safeParse(data).data?.items ?? [])

  async function refetch() {
    if (isRefetching || isStopped) return
    isRefetching = true
    clearTimeout(timer)
    const before = new Set(visibleEvents().map(({ id }) => id))
    // if a refetch fails, the list keeps its data
    await queryClient.invalidateQueries(pages).catch(() => undefined)
    for (const queryKey of [queryKeys.leads, queryKeys.recents, queryKeys.overviews])
      await queryClient.invalidateQueries({ queryKey, type: 'active' }).catch(() => undefined)
    const appeared: LeadEvent[] = visibleEvents().filter(({ id }) => !before.has(id))
    if (appeared.length > 0) publishRemoteChanges(appeared)
    isRefetching = false
    schedule()
  }
  function schedule() {
    clearTimeout(timer)
    if (!isStopped)
      timer = setTimeout(
        () => void refetch(),
        isPageVisible() ? refetchIntervalMs.visible : refetchIntervalMs.hidden,
      )
  }
  const unsubscribe = onPageVisibility(() => {
    if (isPageVisible()) void refetch()
    else schedule()
  })
  schedule()
  return () => {
    isStopped = true
    clearTimeout(timer)
    unsubscribe()
  }
}
