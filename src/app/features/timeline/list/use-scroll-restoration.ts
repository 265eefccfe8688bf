import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { eventQueries, type TimelineQuery } from '../../../shared/api/queries.ts'
import { fetchUncancelled } from '../../../shared/api/fetch-uncancelled.ts'
import {
  readHistoryState,
  updateHistoryState,
  type TimelinePosition,
} from '../../../shared/router/history-state.ts'
import { findOffset } from '../../../shared/events/find-offset.ts'
import type { RowListHandle } from './row-list.ts'
import type { TimelineRows } from './timeline-rows.ts'

/** Minimum interval between two saves, in milliseconds: browsers limit how often a page may change its history. */
const saveIntervalMs = 400

interface ScrollRestorationParts {
  readonly query: TimelineQuery
  readonly rows: TimelineRows
  /** whether the number of events is known, so that the list can scroll to rows */
  readonly ready: boolean
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
}

/**
 * Saves the scroll position in the browser's history entry, and restores it after a reload or going back; a new visit to the
 * same URL starts at the beginning. Returns whether there was a saved position.
 */
export function useScrollRestoration({
  query,
  rows,
  ready,
  scroller,
  list,
}: ScrollRestorationParts): boolean {
  const queryClient = useQueryClient()
  const [saved] = useState(() => readHistoryState().place)

  const save = useEffectEvent(() => {
    const element = scroller.current
    if (element === null || list.current === null) return
    const index = list.current.indexAt(element.scrollTop)
    const row = element.scrollTop > 0 ? rows.at(index) : undefined
    if (element.scrollTop > 0 && row?.kind !== 'event') return
    const place: TimelinePosition | undefined =
      row?.kind === 'event'
        ? {
            event: row.event.id,
            date: row.event.date,
            above: Math.round(element.scrollTop - list.current.offsetOf(index)),
            offset: index,
          }
        : undefined
    updateHistoryState({ place })
  })

  const restore = useEffectEvent(async ({ event, date, above, offset }: TimelinePosition) => {
    try {
      const found = await findOffset(
        { id: event, date },
        query.ordering,
        async (page) => fetchUncancelled(queryClient, eventQueries.page(query, page)),
        offset,
      )
      if (found.kind === 'at') list.current?.scrollToIndex(found.offset, 'start', above)
    } catch {
      // the list stays at the beginning, where it shows its own loading error
    }
  })

  useEffect(() => {
    if (ready && saved !== undefined) void restore(saved)
  }, [ready, saved])

  useEffect(() => {
    const element = scroller.current
    let timer: ReturnType<typeof setTimeout> | undefined
    const scheduleSave = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        save()
      }, saveIntervalMs)
    }
    const saveNow = () => save()
    element?.addEventListener('scroll', scheduleSave, { passive: true })
    window.addEventListener('pagehide', saveNow)
    return () => {
      clearTimeout(timer)
      element?.removeEventListener('scroll', scheduleSave)
      window.removeEventListener('pagehide', saveNow)
    }
  }, [scroller])

  return saved !== undefined
}
