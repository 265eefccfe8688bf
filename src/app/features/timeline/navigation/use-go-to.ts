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
import { goToTopOfNext, onGoTo, takeGoToTop, type Destination } from './go-to.ts'
import type { TimelineRows } from '../list/timeline-rows.ts'
import { rowOf, type DateSample } from '../date-scale/scale-ticks.ts'
import { windowSize } from '../../../shared/events/reachable-events.ts'
import { opposite, rememberOffset } from '../../../shared/events/use-event-position.ts'

interface GoToParts {
  readonly query: TimelineQuery
  readonly count: number | undefined
  readonly rows: TimelineRows
  /** the known dates of rows, from which a search starts */
  readonly samples: readonly DateSample[]
  /** returns the focused event, otherwise the topmost visible one */
  readonly getCurrent: () => Position | undefined
  /** moves the focus to a row */
  readonly goToRow: (index: number) => void
}

/** Navigates a timeline: to its ends, to a day, and between its changes of status. Returns the function that does so. */
export function useGoTo({ query, count = 0, rows, samples, getCurrent, goToRow }: GoToParts) {
  const t = useMessages()
  const viewer = useViewer()
  const queryClient = useQueryClient()
  const hasPath = useSignedIn().capabilities.includes('path')

  const guess = (date: Instant) => Math.round(rowOf(Date.parse(date), samples))

  /** Goes to an event by the URL, which marks the event and explains if it cannot be shown. */
  function show(event: number, ordering = query.ordering) {
    const index = rows.indexOf(event)
    const route = currentRoute()
    if (route.event === event && index >= 0) goToRow(index)
    else navigate({ ...route, order: ordering, event }, { replace: ordering === query.ordering })
  }

  /** Goes to an end of the timeline. If the window does not reach it, this reverses the order, which then starts there. */
  function goToEnd(end: 'first' | 'last') {
    const isTop = (end === 'last') === (query.ordering === 'newest')
    if (isTop) goToRow(0)
    else if (count <= windowSize) goToRow(rows.length - 1)
    else {
      navigate({ ...currentRoute(), order: opposite(query.ordering), event: undefined })
      goToTopOfNext()
    }
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
    let result = await find(ordering)
    if (result.kind === 'beyond') {
      ordering = opposite(ordering)
      result = await find(ordering)
    }
    const day = formatDate(bounds.start, viewer)
    if (result.kind === 'empty') return
    if (result.kind === 'beyond') {
      showToast({ text: t('timeline.dayBetween', { day }) })
      return
    }
    rememberOffset(result.event.id, result.offset)
    if (!result.isOnDay) {
      showToast({ text: t('timeline.dayWithout', { day, nearest: formatDate(result.event.date, viewer) }) })
    }
    show(result.event.id, ordering)
  }

  async function goToStatus(direction: 'above' | 'below') {
    if (!hasPath) return
    const paths = await Promise.all(
      query.leads.map(async (lead) => fetchUncancelled(queryClient, leadQueries.path(lead))),
    )
    const changes = paths
      .flatMap(({ items }) => items)
      .filter(changesStatus)
      .map(({ event, date }) => ({ id: event, date }))
      .toSorted((one, other) => (isBefore(one, other, query.ordering) ? -1 : 1))
    const from = getCurrent()
    const next =
      direction === 'below'
        ? changes.find((change) => from === undefined || isBefore(from, change, query.ordering))
        : changes.findLast((change) => from !== undefined && isBefore(change, from, query.ordering))
    if (next === undefined) showToast({ text: t(`timeline.noStatus.${direction}`) })
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
  const handleGoTo = useEffectEvent((destination: Destination) => void go(destination))
  useEffect(() => onGoTo((destination) => handleGoTo(destination)), [])
  const isLoaded = rows.length > 0
  const handleLoaded = useEffectEvent(() => {
    if (takeGoToTop()) goToRow(0)
  })
  useEffect(() => {
    if (isLoaded) handleLoaded()
  }, [isLoaded])
  return (destination: Destination) => void go(destination)
}

function changesStatus({ from, to }: LeadStateChange): boolean {
  return from.status !== to.status
}
