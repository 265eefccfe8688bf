import { steadyNow } from '../api/service-clock.ts'
import type { OperationRows } from './operation-rows.ts'
import type { Tabs } from './tabs.ts'

/** Longer than a deletion is held back so that it can be undone, in milliseconds. */
const longestHold = 60_000

/** Lets the rows go that a tab held back or was sending when it closed. */
export async function adopt(rows: OperationRows, tabs: Tabs): Promise<void> {
  const open = await tabs.open()
  for (const { key, state, tab = '', loggedAt } of rows.all()) {
    if ((state !== 'held' && state !== 'sending') || tab === tabs.id) continue
    const lives =
      open === undefined ? state === 'held' && steadyNow() - loggedAt < longestHold : open.has(tab)
    if (lives) continue
    await rows.update(key, (row) =>
      // it may have moved on meanwhile
      row.state === state && row.tab === tab
        ? { ...row, state: 'waiting', tab: undefined, unsure: row.unsure === true || state === 'sending' }
        : row,
    )
  }
}
