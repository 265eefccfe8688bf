import { useQueryClient } from '@tanstack/react-query'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { request } from '../../shared/api/client.ts'
import { leadQueries, type TimelineQuery } from '../../shared/api/queries.ts'
import { toParameters } from '../../shared/event-model/event-filter.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { eventSource, fetchAll } from '../../shared/export/fetch-all.ts'
import { useExportProgress } from '../../shared/export/use-export-progress.ts'

/** The data of an export. */
export interface Exported {
  readonly events: readonly LeadEvent[]
  /** the number of matching events; more than were loaded if the back end cannot page to all of them */
  readonly count: number
  /** the names of leads that have one */
  readonly leads: ReadonlyMap<string, string>
}

/** Loads all events of a timeline for an export. */
export function useExport({ leads, ordering, filter = {} }: TimelineQuery) {
  const queryClient = useQueryClient()
  const byDate = useSignedIn().capabilities.includes('search')

  async function loadNames(events: readonly LeadEvent[], names: Map<string, string>) {
    const unknown = [...new Set(events.map(({ lead }) => lead))].filter((lead) => !names.has(lead))
    await Promise.all(
      unknown.map(async (lead) => {
        const { item } = await queryClient.ensureQueryData(leadQueries.detail(lead))
        names.set(lead, item.name ?? lead)
      }),
    )
  }

  return useExportProgress<Exported>({
    fetchAll: async (signal, onProgress) => {
      const events: LeadEvent[] = []
      const names = new Map<string, string>()
      let total = 0
      const chunks = fetchAll({
        ordering,
        byDate,
        ...eventSource,
        fetchChunk: async (range) =>
          request('listEvents', {
            // replaces the filter's date bound by a narrower one
            query: { leads: [...leads], ordering, ...toParameters(filter), ...range },
            signal,
            // not stored in the offline cache
            isFresh: true,
          }),
      })
      for await (const { items: more, count } of chunks) {
        await loadNames(more, names)
        events.push(...more)
        total = count
        onProgress({ read: events.length, count })
      }
      return { events, count: Math.max(total, events.length), leads: names }
    },
    measure: ({ events, count }) => ({ read: events.length, count }),
  })
}
