import type { TabMessage, Tabs, TabTask } from './tabs.ts'

interface FakeTab {
  readonly listeners: Set<(message: TabMessage) => void>
  readonly tasks: Map<TabTask, () => void>
}

/** For tests: tabs of one browser, of which the first that is open has a task. */
export function fakeTabs() {
  const open = new Map<string, FakeTab>()
  const onGone = new Map<string, (() => void)[]>()
  const leaders = new Map<TabTask, string>()

  function elect(task: TabTask) {
    const leader = leaders.get(task)
    if (leader !== undefined && open.get(leader)?.tasks.has(task) === true) return
    const next = [...open].find(([, { tasks }]) => tasks.has(task))
    leaders.delete(task)
    if (next === undefined) return
    leaders.set(task, next[0])
    next[1].tasks.get(task)?.()
  }

  return {
    open: (id: string): Tabs => {
      const tab: FakeTab = { listeners: new Set(), tasks: new Map() }
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
        lead: (task, onLead) => {
          tab.tasks.set(task, onLead)
          elect(task)
          return () => {
            tab.tasks.delete(task)
            elect(task)
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
          for (const task of tab.tasks.keys()) elect(task)
          for (const resolve of onGone.get(id) ?? []) resolve()
        },
      }
    },
  }
}
