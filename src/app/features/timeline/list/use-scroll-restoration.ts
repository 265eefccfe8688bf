import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import * as z from 'zod/mini'
import { eventQueries, type TimelineQuery } from '../../../shared/api/queries.ts'
import { fetchUncancelled } from '../../../shared/api/fetch-uncancelled.ts'
import { findOffset } from '../../../shared/events/find-offset.ts'
import type { RowListHandle } from './row-list.ts'
import type { TimelineRows } from './timeline-rows.ts'

/** Where a list was scrolled to: by the event, for rows come and go and their heights change. */
const placeSchema = z.object({
  event: z.int(),
  date: z.string(),
  /** pixels between the top of the event and that of what is in sight */
  above: z.number(),
  offset: z.int(),
})

type Place = z.output<typeof placeSchema>

/** A place is kept at most once in so many milliseconds: browsers refuse a page that changes its history more often. */
const pause = 400

interface KeptPlaceParts {
  readonly query: TimelineQuery
  readonly rows: TimelineRows
  /** the events were counted, so that rows can be gone to */
  readonly ready: boolean
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
}

/**
 * Keeps where the list is scrolled to in the entry of the browser's history, and goes back there on reload and on the way
 * back; a new visit of the same address begins at its beginning. Gives whether there was such a place.
 */
export function useScrollRestoration({ query, rows, ready, scroller, list }: KeptPlaceParts): boolean {
  const queryClient = useQueryClient()
  const [kept] = useState(readPlace)

  const keep = useEffectEvent(() => {
    const element = scroller.current
    if (element === null || list.current === null) return
    const index = list.current.indexAt(element.scrollTop)
    const row = element.scrollTop > 0 ? rows.at(index) : undefined
    if (element.scrollTop > 0 && row?.kind !== 'event') return
    const place: Place | undefined =
      row?.kind === 'event'
        ? {
            event: row.event.id,
            date: row.event.date,
            above: Math.round(element.scrollTop - list.current.offsetOf(index)),
            offset: index,
          }
        : undefined
    history.replaceState(place === undefined ? null : { place }, '')
  })

  const goBack = useEffectEvent(async ({ event, date, above, offset }: Place) => {
    try {
      const place = await findOffset(
        { id: event, date },
        query.ordering,
        async (page) => fetchUncancelled(queryClient, eventQueries.page(query, page)),
        offset,
      )
      if (place.kind === 'at') list.current?.scrollToIndex(place.offset, 'start', above)
    } catch {
      // it stays at the beginning, which says itself what could not be read
    }
  })

  useEffect(() => {
    if (ready && kept !== undefined) void goBack(kept)
  }, [ready, kept])

  useEffect(() => {
    const element = scroller.current
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        keep()
      }, pause)
    }
    const now = () => keep()
    element?.addEventListener('scroll', later, { passive: true })
    window.addEventListener('pagehide', now)
    return () => {
      clearTimeout(timer)
      element?.removeEventListener('scroll', later)
      window.removeEventListener('pagehide', now)
    }
  }, [scroller])

  return kept !== undefined
}

function readPlace(): Place | undefined {
  return z.object({ place: placeSchema }).safeParse(history.state).data?.place
}
