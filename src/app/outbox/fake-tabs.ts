import type { TabMessage, Tabs } from './tabs.ts'

/** For tests: tabs of one browser, of which the first that is open sends. */
export function fakeTabs() {
  const open = new Map<string, { listeners: Set<(message: TabMessage) => void>; onLead?: () => void }>()
  const onGone = new Map<string, (() => void)[]>()
  let leader: string | undefined

  function elect() {
    if (leader !== undefined && open.has(leader)) return
    const next = [...open].find(([, { onLead }]) => onLead !== undefined)
    leader = next?.[0]
    next?.[1].onLead?.()
  }

  return {
    open: (id: string): Tabs => {
      const tab: { listeners: Set<(message: TabMessage) => void>; onLead?: () => void } = {
        listeners: new Set(),
      }
      open.set(id, tab)
      return {
        id,
        tell: (message) => {
          for (const [other, { listeners }] of open) {
            if (other !== id) for (const listener of listeners) queueMicrotask(() => listener(message))
          }
        },
        listen: (listener) => {
          tab.listeners.add(listener)
          return () => tab.listeners.delete(listener)
        },
        lead: (onLead) => {
          tab.onLead = onLead
          elect()
          return () => {
            delete tab.onLead
            if (leader === id) leader = undefined
            elect()
          }
        },
        gone: async (other) =>
          new Promise((resolve) => {
            if (open.has(other)) onGone.set(other, [...(onGone.get(other) ?? []), resolve])
            else resolve()
          }),
        open: async () => new Set(open.keys()),
        close: () => {
          open.delete(id)
          elect()
          for (const resolve of onGone.get(id) ?? []) resolve()
        },
      }
    },
  }
}
