import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import type { LeadStateChange } from '../../../../contract/lead.ts'
import { toProblem } from '../../../shared/api/problems.ts'
import { eventQueries, leadQueries, type TimelineQuery } from '../../../shared/api/queries.ts'
import { fetchUncancelled } from '../../../shared/api/fetch-uncancelled.ts'
import { formatDate } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { problemMessage } from '../../../shared/i18n/problem-message.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { currentRoute, navigate } from '../../../shared/router/route.ts'
import { dayBounds, findDay, type DayBounds } from './find-day.ts'
import { isBefore, type Position } from '../../../shared/events/find-offset.ts'
import { onGoTo, type Destination } from './go-to.ts'
import type { TimelineRows } from '../list/timeline-rows.ts'
import { rowOf, type DateSample } from '../date-scale/scale-ticks.ts'
import { windowSize } from '../../../shared/events/reachable-events.ts'
import { opposite, rememberOffset } from '../../../shared/events/use-event-place.ts'

interface GoToParts {
  readonly query: TimelineQuery
  readonly count: number | undefined
  readonly rows: TimelineRows
  /** where in the timeline which time is, as far as it is known: what is looked for is looked for there first */
  readonly knots: readonly DateSample[]
  /** the event that has the focus, or the topmost one in sight */
  readonly present: () => Position | undefined
  /** moves the focus to a row */
  readonly goToRow: (index: number) => void
}

/** Goes through a timeline: to its ends, to a day, from one change of status to the next. Gives the way there. */
export function useGoTo({ query, count = 0, rows, knots, present, goToRow }: GoToParts) {
  const t = useMessages()
  const viewer = useViewer()
  const queryClient = useQueryClient()
  const hasPath = useSignedIn().capabilities.includes('path')

  const guess = (date: Instant) => Math.round(rowOf(Date.parse(date), knots))

  /** Shows an event in its place by way of the address, which marks it and says where it is. */
  function show(event: number, ordering = query.ordering) {
    const index = rows.indexOf(event)
    const place = currentRoute()
    if (place.event === event && index >= 0) goToRow(index)
    else navigate({ ...place, order: ordering, event }, { replace: ordering === query.ordering })
  }

  /** The end of an order, which begins the other one where the window does not reach it. */
  function goToEnd(end: 'first' | 'last') {
    const isTop = (end === 'last') === (query.ordering === 'newest')
    if (isTop) goToRow(0)
    else if (count <= windowSize) goToRow(rows.length - 1)
    else navigate({ ...currentRoute(), order: opposite(query.ordering), event: undefined })
  }

  async function goToDay(bounds: DayBounds) {
    const find = async (ordering: TimelineQuery['ordering']) =>
      findDay(
        bounds,
        ordering,
        async (page) => fetchUncancelled(queryClient, eventQueries.page({ ...query, ordering }, page)),
        ordering === query.ordering ? guess(ordering === 'newest' ? bounds.end : bounds.start) : 0,
      )
    let { ordering } = query
    let found = await find(ordering)
    if (found.kind === 'beyond') {
      ordering = opposite(ordering)
      found = await find(ordering)
    }
    const day = formatDate(bounds.start, viewer)
    if (found.kind === 'empty') return
    if (found.kind === 'beyond') {
      showToast({ text: t('timeline.dayBetween', { day }) })
      return
    }
    rememberOffset(found.event.id, found.offset)
    if (!found.isOnDay) {
      showToast({ text: t('timeline.dayWithout', { day, nearest: formatDate(found.event.date, viewer) }) })
    }
    show(found.event.id, ordering)
  }

  async function goToStatus(way: 'above' | 'below') {
    if (!hasPath) return
    const paths = await Promise.all(
      query.leads.map(async (lead) => fetchUncancelled(queryClient, leadQueries.path(lead))),
    )
    const changes = paths
      .flatMap(({ items }) => items)
      .filter(changesStatus)
      .map(({ event, date }) => ({ id: event, date }))
      .toSorted((one, other) => (isBefore(one, other, query.ordering) ? -1 : 1))
    const from = present()
    const next =
      way === 'below'
        ? changes.find((change) => from === undefined || isBefore(from, change, query.ordering))
        : changes.findLast((change) => from !== undefined && isBefore(change, from, query.ordering))
    if (next === undefined) showToast({ text: t(`timeline.noStatus.${way}`) })
    else {
      rememberOffset(next.id, guess(next.date))
      show(next.id)
    }
  }

  async function go(destination: Destination) {
    try {
      if (destination === 'first' || destination === 'last') goToEnd(destination)
      else if (destination === 'status-above') await goToStatus('above')
      else if (destination === 'status-below') await goToStatus('below')
      else {
        const bounds = dayBounds(destination.day)
        if (bounds !== undefined) await goToDay(bounds)
      }
    } catch (error) {
      showToast({ text: problemMessage(toProblem(error), t) })
    }
  }
  const grant = useEffectEvent((destination: Destination) => void go(destination))
  useEffect(() => onGoTo((destination) => grant(destination)), [])
  return (destination: Destination) => void go(destination)
}

function changesStatus({ from, to }: LeadStateChange): boolean {
  return from.status !== to.status
}
