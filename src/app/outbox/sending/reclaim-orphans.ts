import { monotonicNow } from '../../shared/time/server-clock.ts'
import type { Operation } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'
import { maxLeadershipMs, type Tabs } from '../../shared/storage/tab-coordination.ts'
import { reloadTimes } from '../../shared/storage/worker-messages.ts'

export type OrphanReclaimer = ReturnType<typeof createOrphanReclaimer>

/**
 * Creates the reclaimer of rows that a tab delayed or was sending when it closed. They are set to `waiting` at once
 * and, after `watch`, as soon as such a tab closes; then `onReclaimed` is called. A recently delayed deletion waits
 * until it is certain that its tab is not only reloading its page. Only the tab that sends may do this.
 */
export function createOrphanReclaimer(rows: OperationStore, tabs: Tabs, onReclaimed: () => void) {
  const watched = new Set<string>()
  let reloadTimer: ReturnType<typeof setTimeout> | undefined

  async function reclaim({ waitForReload = true } = {}) {
    const open = await tabs.open()
    for (const row of rows.all().filter(isOfOtherTab)) {
      const { key, state, tab = '' } = row
      const isRecent = state === 'held' && monotonicNow() - row.loggedAt < maxLeadershipMs
      if (open === undefined ? isRecent : open.has(tab)) continue
      if (isRecent && waitForReload) {
        reclaimAfterReload()
        continue
      }
      await rows.update(key, (current) =>
        // another tab may have changed the row in the meantime
        current.state === state && current.tab === tab
          ? {
              ...current,
              state: 'waiting',
              tab: undefined,
              unsure: current.unsure === true || state === 'sending',
            }
          : current,
      )
    }
  }

  function reclaimAfterReload() {
    reloadTimer ??= setTimeout(() => {
      reloadTimer = undefined
      void reclaim({ waitForReload: false }).then(onReclaimed)
    }, reloadTimes.reclaimMs)
  }

  /** Whether another tab delays or sends a row. */
  function isOfOtherTab({ state, tab }: Operation): boolean {
    return (state === 'held' || state === 'sending') && tab !== tabs.id
  }

  function watch() {
    for (const { tab } of rows.all().filter(isOfOtherTab)) {
      if (tab === undefined || watched.has(tab)) continue
      watched.add(tab)
      void reclaimWhenClosed(tab)
    }
  }

  async function reclaimWhenClosed(tab: string) {
    try {
      await tabs.whenClosed(tab)
    } catch {
      // this tab is closed too
      return
    }
    watched.delete(tab)
    // the closed tab may not have announced its last change
    await rows.load()
    await reclaim()
    onReclaimed()
  }

  return { reclaim, watch, stop: () => clearTimeout(reloadTimer) }
}
