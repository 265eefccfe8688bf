import type { QueryClient } from '@tanstack/react-query'
import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import {
  removeInactivePages,
  refetchEvent,
  refetchFiltered,
  refetchActivePages,
  cachedTimelines,
  patchEvent,
} from '../shared/api/event-cache.ts'
import { deleteContaining } from '../shared/api/response-cache.ts'
import { leadQueries } from '../shared/api/queries.ts'

/**
 * Brings what was read up to date with what others did: edits in their place, without a request; where events came or
 * went, the pages in sight are read again, once for all. What is known already, such as what this person did, is left.
 * Nothing before `since` is new.
 */
export async function applyRemoteChanges(
  queryClient: QueryClient,
  changes: readonly LeadEvent[],
  since: Instant,
): Promise<void> {
  void forgetGone(changes)
  const fresh = changes.filter((change) => !isKnown(queryClient, change))
  if (fresh.length === 0) return
  const moved = new Set<string>()
  for (const change of fresh) {
    refetchEvent(queryClient, change.id)
    if (keepsPlace(queryClient, change, since)) {
      patchEvent(queryClient, change)
      refetchFiltered(queryClient, change.lead)
    } else moved.add(change.lead)
  }
  const leads = [...new Set(fresh.map(({ lead }) => lead))]
  for (const lead of leads) {
    void queryClient.invalidateQueries(leadQueries.detail(lead))
    void queryClient.invalidateQueries(leadQueries.path(lead))
  }
  void queryClient.invalidateQueries({ queryKey: leadQueries.directories() })
  if (moved.size === 0) return
  removeInactivePages(queryClient, [...moved])
  await refetchActivePages(queryClient, [...moved])
}

/** What somebody deleted, emptied or erased is not to live on in what the browser keeps for a page without a network. */
async function forgetGone(changes: readonly LeadEvent[]): Promise<void> {
  const gone = changes.filter(({ note }) => note === null).map(({ id }) => id)
  // a browser that keeps nothing has nothing to forget
  if (gone.length > 0) await deleteContaining(gone).catch(() => undefined)
}

/** Whether the timelines of the lead show it as it is, and each of them was read at one time. */
function isKnown(queryClient: QueryClient, change: LeadEvent): boolean {
  const timelines = cachedTimelines(queryClient, change.lead)
  if (change.deleted === true || timelines.some((pages) => new Set(pages.map(countOf)).size > 1)) return false
  return timelines
    .flat()
    .some(({ items }) =>
      items.some(({ id, updateTime }) => id === change.id && updateTime === change.updateTime),
    )
}

const countOf = ({ meta }: { readonly meta: { readonly count: number } }) => meta.count

/** An edit moves nothing, unless it corrects the date; where its event is out of sight, nothing is to be done. */
function keepsPlace(queryClient: QueryClient, change: LeadEvent, since: Instant): boolean {
  if (change.deleted === true) return false
  const pages = cachedTimelines(queryClient, change.lead).flat()
  const before = pages.flatMap(({ items }) => items).find(({ id }) => id === change.id)
  return before === undefined ? change.created < since : before.date === change.date
}
