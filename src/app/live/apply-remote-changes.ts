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
import { queryKeys } from '../shared/api/query-keys.ts'

/**
 * Applies changes by other users to the cached queries: edits in place, without a request; after creations, deletions
 * and new dates, the visible pages are refetched once. Changes that the cache already shows, such as the user's own,
 * are skipped. An event that is not in the cache counts as created if its creation is not before `since`.
 */
export async function applyRemoteChanges(
  queryClient: QueryClient,
  changes: readonly LeadEvent[],
  since: Instant,
): Promise<void> {
  void deleteCachedNotes(changes)
  const newChanges = changes.filter((change) => !isKnown(queryClient, change))
  if (newChanges.length === 0) return
  const leadsToRefetch = new Set<string>()
  for (const change of newChanges) {
    refetchEvent(queryClient, change.id)
    if (keepsPosition(queryClient, change, since)) {
      patchEvent(queryClient, change)
      refetchFiltered(queryClient, change.lead)
    } else leadsToRefetch.add(change.lead)
  }
  const leads = [...new Set(newChanges.map(({ lead }) => lead))]
  for (const lead of leads) {
    void queryClient.invalidateQueries(leadQueries.detail(lead))
    void queryClient.invalidateQueries(leadQueries.path(lead))
  }
  void queryClient.invalidateQueries({ queryKey: queryKeys.directories })
  void queryClient.invalidateQueries({ queryKey: queryKeys.overviews })
  // a displayed list of these decides itself whether its rows may move
  void queryClient.invalidateQueries({ queryKey: queryKeys.recents, refetchType: 'none' })
  if (leadsToRefetch.size === 0) return
  removeInactivePages(queryClient, [...leadsToRefetch])
  await refetchActivePages(queryClient, [...leadsToRefetch])
}

/** Deletes the responses that the browser stores for offline use if they contain an event whose note was removed. */
async function deleteCachedNotes(changes: readonly LeadEvent[]): Promise<void> {
  const ids = changes.filter(({ note }) => note === null).map(({ id }) => id)
  // a browser without storage has nothing to delete
  if (ids.length > 0) await deleteContaining(ids).catch(() => undefined)
}

/**
 * Whether the lead's cached timelines already show this version, and the pages of each timeline agree on its length.
 */
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

/** Whether a change moves no row: an edit that keeps the date, or an edit of an event that is not in the cache. */
function keepsPosition(queryClient: QueryClient, change: LeadEvent, since: Instant): boolean {
  if (change.deleted === true) return false
  const pages = cachedTimelines(queryClient, change.lead).flat()
  const before = pages.flatMap(({ items }) => items).find(({ id }) => id === change.id)
  return before === undefined ? change.created < since : before.date === change.date
}
