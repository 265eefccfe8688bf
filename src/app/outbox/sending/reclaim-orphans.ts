import { monotonicNow } from '../../shared/time/server-clock.ts'
import type { Operation } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'
import { maxLeadershipMs, type Tabs } from '../../shared/storage/tab-coordination.ts'

/** A tab that loads its page again has taken up what it held back before this is over, in milliseconds. */
export const reloadMilliseconds = 35_000

export type OrphanReclaimer = ReturnType<typeof createOrphanReclaimer>

/**
 * Lets the rows go that a tab held back or was sending when it closed: at once, and (`watch`) as soon as such a tab
 * closes, after which `onAdopted` is called; what it held back a moment ago, once it is clear that it is not only
 * loading its page again. Only the tab that sends does that.
 */
export function createOrphanReclaimer(rows: OperationStore, tabs: Tabs, onAdopted: () => void) {
  const watched = new Set<string>()
  let reloading: ReturnType<typeof setTimeout> | undefined

  async function adopt({ patiently = true } = {}) {
    const open = await tabs.open()
    for (const row of rows.all().filter(isElsewhere)) {
      const { key, state, tab = '' } = row
      const isFresh = state === 'held' && monotonicNow() - row.loggedAt < maxLeadershipMs
      if (open === undefined ? isFresh : open.has(tab)) continue
      if (isFresh && patiently) {
        adoptLater()
        continue
      }
      await rows.update(key, (now) =>
        // it may have moved on meanwhile
        now.state === state && now.tab === tab
          ? { ...now, state: 'waiting', tab: undefined, unsure: now.unsure === true || state === 'sending' }
          : now,
      )
    }
  }

  function adoptLater() {
    reloading ??= setTimeout(() => {
      reloading = undefined
      void adopt({ patiently: false }).then(onAdopted)
    }, reloadMilliseconds)
  }

  /** Whether another tab holds a row back, or sends it. */
  function isElsewhere({ state, tab }: Operation): boolean {
    return (state === 'held' || state === 'sending') && tab !== tabs.id
  }

  function watch() {
    for (const { tab } of rows.all().filter(isElsewhere)) {
      if (tab === undefined || watched.has(tab)) continue
      watched.add(tab)
      void takeFrom(tab)
    }
  }

  async function takeFrom(tab: string) {
    try {
      await tabs.whenClosed(tab)
    } catch {
      // this one is closed, too
      return
    }
    watched.delete(tab)
    // what it did last it may not have told
    await rows.load()
    await adopt()
    onAdopted()
  }

  return { adopt, watch, stop: () => clearTimeout(reloading) }
}
