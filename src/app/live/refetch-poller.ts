import type { QueryClient } from '@tanstack/react-query'
import { endpoints } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { eventQueries, leadQueries } from '../shared/api/queries.ts'
import { publishRemoteChanges } from '../shared/api/remote-changes.ts'
import { isPageVisible, onPageVisibility } from './page-visibility.ts'

/** How long after one reading the next one comes, in milliseconds: what is in sight is several requests. */
export const refetchIntervalMs = { seen: 15_000, unseen: 60_000 } as const

/** For a back end that does not tell what changed: reads again what is in sight, and tells what appeared there. */
export function startRefetchPoller(queryClient: QueryClient): () => void {
  const pages = { queryKey: eventQueries.pages(), type: 'active' } as const
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading = false
  let left = false
  const readEvents = () =>
    queryClient
      .getQueriesData(pages)
      .flatMap(([, data]) => endpoints.listEvents.answer.safeParse(data).data?.items ?? [])

  async function readAgain() {
    if (reading || left) return
    reading = true
    clearTimeout(timer)
    const before = new Set(readEvents().map(({ id }) => id))
    // where it fails, the list stays as it is
    await queryClient.invalidateQueries(pages).catch(() => undefined)
    await queryClient.invalidateQueries({ queryKey: leadQueries.all, type: 'active' }).catch(() => undefined)
    const appeared: LeadEvent[] = readEvents().filter(({ id }) => !before.has(id))
    if (appeared.length > 0) publishRemoteChanges(appeared)
    reading = false
    plan()
  }
  function plan() {
    clearTimeout(timer)
    if (!left)
      timer = setTimeout(
        () => void readAgain(),
        isPageVisible() ? refetchIntervalMs.seen : refetchIntervalMs.unseen,
      )
  }
  const hurry = () => {
    if (isPageVisible()) void readAgain()
    else plan()
  }
  const stopHurrying = onPageVisibility(hurry)
  plan()
  return () => {
    left = true
    clearTimeout(timer)
    stopHurrying()
  }
}
