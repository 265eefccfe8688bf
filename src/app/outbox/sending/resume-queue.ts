import type { OperationStore } from '../storage/operation-store.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'

/**
 * A context that outlives a page (the service worker): it sends the page's delayed deletions, or returns them to the
 * tab's next page.
 */
export interface QueueOwner {
  /** the ID of the previous page of this tab, if any */
  readonly previousPage: string | undefined
  /** returns the keys of the operations that were not sent and will not be */
  readonly reclaim: (keys: readonly string[]) => Promise<ReadonlySet<string>>
}

/** Resumes the deletions that the previous page of this tab delayed: each can be undone again, or is sent now. */
export async function resumeQueue(
  rows: OperationStore,
  tabs: Tabs,
  { previousPage, reclaim }: QueueOwner,
): Promise<void> {
  const delayed = rows.all().filter(({ state, tab }) => state === 'held' && tab === previousPage)
  if (delayed.length === 0 || previousPage === undefined) return
  const open = await tabs.open()
  // a duplicated tab has the ID of a page that is still open and delays its deletions itself
  if (open === undefined || (previousPage !== tabs.id && open.has(previousPage))) return
  const reclaimed = await reclaim(delayed.map(({ key }) => key))
  await Promise.all(
    delayed.map(async ({ key }) =>
      rows.update(key, (row) => {
        if (row.state !== 'held' || row.tab !== previousPage) return row
        return reclaimed.has(key) ? { ...row, tab: tabs.id } : { ...row, state: 'waiting', tab: undefined }
      }),
    ),
  )
}
