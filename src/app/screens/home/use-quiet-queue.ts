import { useEffect, useEffectEvent } from 'react'
import type { Lead } from '../../../contract/lead.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { useListLeads } from '../../shared/api/queries.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { toLeadsQuery, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { navigate } from '../../shared/router/route.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { isShortcutBlocked } from '../../shared/ui/is-shortcut-blocked.ts'
import type { SectionQuery } from './HomeSection.tsx'

/** Days before a lead is quiet in which it is "going quiet". */
const soonDays = 7

/** The leads to call next. */
export interface Queue {
  /** the first page: quiet leads, or without any those that are going quiet */
  readonly leads: readonly Lead[]
  /** the lead list with the same leads in the same order */
  readonly list: LeadListFilter
  /** whether the leads are quiet already; also while they are loading */
  readonly isQuiet: boolean
  readonly quietCount: number
  /** the number of leads that will be quiet within a week */
  readonly soonCount: number
}

/** Returns a user's queue, its query, and a function that opens its first lead. Alt+↓ opens it too. */
export function useQuietQueue(user: string): {
  readonly queue: Queue
  readonly query: SectionQuery
  readonly start: (() => void) | undefined
} {
  const viewer = useViewer()
  const quiet = useListLeads(toQuery(user, quietAfterDays, viewer.now))
  const soon = useListLeads(toQuery(user, quietAfterDays - soonDays, viewer.now))
  const quietPage = quiet.data?.pages[0]
  const soonPage = soon.data?.pages[0]
  // while the quiet leads are loading, no other lead is the next one
  const isQuiet = quietPage?.items.length !== 0
  const query = isQuiet ? quiet : soon
  const quietCount = quietPage?.meta.count ?? 0
  const queue: Queue = {
    leads: query.data?.pages[0]?.items ?? [],
    list: listOf(user, isQuiet ? quietAfterDays : quietAfterDays - soonDays),
    isQuiet,
    quietCount,
    soonCount: quietPage && soonPage ? Math.max(0, soonPage.meta.count - quietCount) : 0,
  }
  const first = queue.leads[0]
  const start =
    first === undefined
      ? undefined
      : () => {
          navigate({ leads: [first.id], list: queue.list })
          dispatchCommand(`write ${first.id}`)
        }
  useStartKey(start ?? (query.isPending ? waitForQueue : undefined))
  return { queue, query, start }
}

/** Ignores the key while the queue is loading: the next lead in the lead list would be another one. */
function waitForQueue(): void {}

function listOf(leadAssignee: string, quietDays: number): LeadListFilter {
  return { leadAssignee, quietDays, sort: 'quiet' }
}

function toQuery(user: string, days: number, now: number) {
  return toLeadsQuery(listOf(user, days), '', now)
}

/** Calls a function on Alt+↓, except in a control whose own list opens by it. */
function useStartKey(start: (() => void) | undefined): void {
  const handleKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event
    if (key !== 'ArrowDown' || !altKey || ctrlKey || metaKey || shiftKey) return
    if (event.defaultPrevented || isShortcutBlocked(event.target) || start === undefined) return
    event.preventDefault()
    start()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKeyDown(event)
    // captured, because elsewhere the same keys go through the lead list
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [])
}
