import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { toProblem } from '../../shared/api/problems.ts'
import { eventQueries, useListEvents, type TimelineQuery } from '../../shared/api/queries.ts'
import { fetchUncancelled } from '../../shared/api/fetch-uncancelled.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { windowPages } from '../../shared/events/reachable-events.ts'
import { showToast } from '../../shared/ui/show-toast.ts'

/** What was read is searched again this often at most while more comes, in milliseconds. */
const pause = 400

/** Pages that are read at once. */
const atOnce = 3

/** How many events of a whole timeline were read, and the reading of the rest of them; keeps what was read. */
export function useLoadedEvents(timeline: TimelineQuery) {
  const t = useMessages()
  const queryClient = useQueryClient()
  const count = useListEvents(timeline, 0).data?.meta.count
  const pages = Array.from({ length: windowPages(count ?? 0) }, (_, page) => page)
  const read = useQueries({
    queries: pages.map((page) => ({ ...eventQueries.page(timeline, page), enabled: false })),
    combine: (answers) => answers.map(({ data }) => data?.items.length),
  })
  const length = read.reduce<number>((sum, items) => sum + (items ?? 0), 0)
  const [reading, setReading] = useState<AbortController>()
  useEffect(() => () => reading?.abort(), [reading])
  useSearchAgain(length)

  async function readRest(): Promise<void> {
    const controller = new AbortController()
    setReading(controller)
    const missing = pages.filter((page) => read[page] === undefined)
    const work = async () => {
      for (let page = missing.shift(); page !== undefined; page = missing.shift()) {
        if (controller.signal.aborted) return
        await fetchUncancelled(queryClient, eventQueries.page(timeline, page), controller.signal)
      }
    }
    try {
      await Promise.all(Array.from({ length: atOnce }, work))
    } catch (error) {
      if (!controller.signal.aborted) showToast({ text: problemMessage(toProblem(error), t) })
      controller.abort()
    }
    setReading((present) => (present === controller ? undefined : present))
  }

  return {
    count,
    read: length,
    isWhole: read.every((items) => items !== undefined),
    reading: reading !== undefined,
    readRest,
    stop: () => setReading(undefined),
  }
}

/** What is found depends on what was read: searches again once more was. */
function useSearchAgain(length: number): void {
  const queryClient = useQueryClient()
  const searched = useRef(length)
  useEffect(() => {
    if (searched.current === length) return undefined
    const timer = setTimeout(() => {
      searched.current = length
      void queryClient.invalidateQueries({
        queryKey: eventQueries.pages(),
        predicate: eventQueries.isFiltered,
      })
    }, pause)
    return () => clearTimeout(timer)
  }, [length, queryClient])
}
