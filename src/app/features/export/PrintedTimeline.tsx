import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { eventQueries, leadQueries, type TimelineQuery } from '../../shared/api/queries.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useRoute } from '../../shared/router/route.ts'
import { PrintSheet } from './PrintSheet.tsx'
import { useExportLabels } from './use-export-labels.ts'
import type { Exported } from './use-export.ts'

/**
 * Prints a timeline as the export does when the browser prints the page (Ctrl+P). The browser does not wait for requests,
 * so only the loaded events are printed, with a line that states how many are missing.
 */
export function PrintedTimeline({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const route = useRoute()
  const query = timelineQuery(leads, route.order, route)
  const client = useQueryClient()
  const labelsFor = useExportLabels(query)
  const [loaded, setLoaded] = useState<Exported>()
  const start = useEffectEvent(() => {
    // the export prints its own sheet
    if (document.querySelector('[data-print-sheet]') === null) setLoaded(loadedEvents(client, query))
  })
  useEffect(() => {
    // the browser prints the document right after this event
    const onBeforePrint = () => flushSync(() => start())
    const onAfterPrint = () => setLoaded(undefined)
    window.addEventListener('beforeprint', onBeforePrint)
    window.addEventListener('afterprint', onAfterPrint)
    return () => {
      window.removeEventListener('beforeprint', onBeforePrint)
      window.removeEventListener('afterprint', onAfterPrint)
    }
  }, [])
  if (loaded === undefined) return null
  const { events, count } = loaded
  const missing = count - events.length
  const labels = labelsFor({ ...loaded, count: events.length })
  return (
    <PrintSheet
      events={events}
      labels={labels}
      {...(missing > 0 && { notice: t('export.notLoaded', { missing, count }) })}
    />
  )
}

/** The loaded events of a timeline, in its order, and the number of all its events; `undefined` before the first page. */
function loadedEvents(client: QueryClient, query: TimelineQuery): Exported | undefined {
  const first = client.getQueryData(eventQueries.page(query, 0).queryKey)
  if (first === undefined) return undefined
  const { count } = first.meta
  const pages = Array.from({ length: Math.ceil(count / first.meta.limit) }, (_, page) =>
    client.getQueryData(eventQueries.page(query, page).queryKey),
  )
  // a page that was loaded before a new event repeats an event of its neighbour
  const events = [
    ...new Map(pages.flatMap((page) => page?.items ?? []).map((event) => [event.id, event])).values(),
  ]
  const names = query.leads.flatMap((lead) => {
    const name = client.getQueryData(leadQueries.detail(lead).queryKey)?.item.name
    return name === undefined || name === null ? [] : [[lead, name] as const]
  })
  return { events, count: Math.max(count, events.length), leads: new Map(names) }
}
