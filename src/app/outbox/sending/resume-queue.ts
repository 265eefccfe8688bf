import type { OperationStore } from '../storage/operation-store.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'

/** What outlives a page: it may send what the page held back, and gives that back to the next page of the same tab. */
export interface QueueOwner {
  /** the id of the page that was in this tab before, where there was one */
  readonly earlier: string | undefined
  /** the keys of what was not sent until now, and will not be */
  readonly takeBack: (keys: readonly string[]) => Promise<ReadonlySet<string>>
}

/** Takes up what the page before in this tab held back when it was left: that can be undone again, or is sent now. */
export async function resumeQueue(
  rows: OperationStore,
  tabs: Tabs,
  { earlier, takeBack }: QueueOwner,
): Promise<void> {
  const held = rows.all().filter(({ state, tab }) => state === 'held' && tab === earlier)
  if (held.length === 0 || earlier === undefined) return
  const open = await tabs.open()
  // a tab that was duplicated remembers a page that is still there, and holds it back itself
  if (open === undefined || (earlier !== tabs.id && open.has(earlier))) return
  const back = await takeBack(held.map(({ key }) => key))
  await Promise.all(
    held.map(async ({ key }) =>
      rows.update(key, (row) => {
        if (row.state !== 'held' || row.tab !== earlier) return row
        return back.has(key) ? { ...row, tab: tabs.id } : { ...row, state: 'waiting', tab: undefined }
      }),
    ),
  )
}
