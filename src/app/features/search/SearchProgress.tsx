import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import type { Ordering } from '../../../contract/paging.ts'
import styles from './SearchProgress.module.css'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { toProblem } from '../../shared/api/problems.ts'
import { eventQueries, useListEvents, type TimelineQuery } from '../../shared/api/queries.ts'
import { isFilteredTimeline, queryKeys } from '../../shared/api/query-keys.ts'
import { fetchUncancelled } from '../../shared/api/fetch-uncancelled.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { windowPages } from '../../shared/events/reachable-events.ts'
import { showToast } from '../../shared/ui/show-toast.ts'

/** Minimum interval between two searches while events are loading, in milliseconds. */
const searchIntervalMs = 400

/** Number of pages that are loaded concurrently. */
const maxConcurrent = 3

/** The number of loaded events of a whole timeline, and a function that loads the rest. Keeps the loaded pages in the cache. */
function useLoadedEvents(timeline: TimelineQuery) {
  const t = useMessages()
  const queryClient = useQueryClient()
  const count = useListEvents(timeline, 0).data?.meta.count
  const pages = Array.from({ length: windowPages(count ?? 0) }, (_, page) => page)
  const pageLengths = useQueries({
    queries: pages.map((page) => ({ ...eventQueries.page(timeline, page), enabled: false })),
    combine: (results) => results.map(({ data }) => data?.items.length),
  })
  const length = pageLengths.reduce<number>((sum, items) => sum + (items ?? 0), 0)
  const [reading, setReading] = useState<AbortController>()
  useEffect(() => () => reading?.abort(), [reading])
  useSearchAgain(length)

  async function readRest(): Promise<void> {
    const controller = new AbortController()
    setReading(controller)
    const missing = pages.filter((page) => pageLengths[page] === undefined)
    const loadPages = async () => {
      for (let page = missing.shift(); page !== undefined; page = missing.shift()) {
        if (controller.signal.aborted) return
        await fetchUncancelled(queryClient, eventQueries.page(timeline, page), controller.signal)
      }
    }
    try {
      await Promise.all(Array.from({ length: maxConcurrent }, loadPages))
    } catch (error) {
      if (!controller.signal.aborted) showToast({ text: problemMessage(toProblem(error), t) })
      controller.abort()
    }
    setReading((current) => (current === controller ? undefined : current))
  }

  return {
    count,
    read: length,
    isWhole: pageLengths.every((items) => items !== undefined),
    reading: reading !== undefined,
    readRest,
    stop: () => setReading(undefined),
  }
}

/** Searches again after more events were loaded, because the results depend on them. */
function useSearchAgain(length: number): void {
  const queryClient = useQueryClient()
  const searchedLength = useRef(length)
  useEffect(() => {
    if (searchedLength.current === length) return undefined
    const timer = setTimeout(() => {
      searchedLength.current = length
      void queryClient.invalidateQueries({
        queryKey: queryKeys.timelines,
        predicate: isFilteredTimeline,
      })
    }, searchIntervalMs)
    return () => clearTimeout(timer)
  }, [length, queryClient])
}

interface SearchProgressProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** How much of a timeline was searched, for a back end without search, for which the page searches; a button loads the rest. */
export function SearchProgress({ leads, order }: SearchProgressProps) {
  const t = useMessages()
  const { read, count, reading, isWhole, readRest, stop } = useLoadedEvents({ leads, ordering: order })
  if (count === undefined) return null
  return (
    <div className={styles.searched}>
      <span role="status" data-figures>
        {t('search.searched', { read, count })}
      </span>
      {(reading || !isWhole) && (
        <Button size="s" variant="quiet" onClick={() => (reading ? stop() : void readRest())}>
          {t(reading ? 'search.stop' : 'search.readRest')}
        </Button>
      )}
    </div>
  )
}
