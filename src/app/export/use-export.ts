import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { call } from '../api/client.ts'
import { leadQueries, type TimelineQuery } from '../api/queries.ts'
import { toParameters } from '../filters/event-filter.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { readAllEvents } from './read-all-events.ts'

/** Where an export stands. */
export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly read: number; readonly count: number | undefined }
  | { readonly kind: 'stopped'; readonly read: number; readonly count: number | undefined }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'done'; readonly exported: Exported }

/** What was read for an export. */
export interface Exported {
  readonly events: readonly LeadEvent[]
  /** how many there were; more than were read where a back end cannot reach them all */
  readonly count: number
  /** the names of leads that have one */
  readonly leads: ReadonlyMap<string, string>
}

/** Reads everything that a timeline shows, so that it can be taken away; `onRead` is given it in one piece. */
export function useExport({ leads, ordering, filter = {} }: TimelineQuery) {
  const queryClient = useQueryClient()
  const byDate = useSignedIn().capabilities.includes('search')
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const reading = useRef<AbortController>(undefined)
  useEffect(() => () => reading.current?.abort(), [])

  async function readNames(events: readonly LeadEvent[], names: Map<string, string>) {
    const unknown = [...new Set(events.map(({ lead }) => lead))].filter((lead) => !names.has(lead))
    await Promise.all(
      unknown.map(async (lead) => {
        const { item } = await queryClient.ensureQueryData(leadQueries.detail(lead))
        names.set(lead, item.name ?? lead)
      }),
    )
  }

  async function readAll(signal: AbortSignal): Promise<Exported> {
    const events: LeadEvent[] = []
    const names = new Map<string, string>()
    let total = 0
    const portions = readAllEvents({
      ordering,
      byDate,
      read: async (from) =>
        call('listEvents', {
          // its own bound lies within that of the filter
          query: { leads: [...leads], ordering, ...toParameters(filter), ...from },
          signal,
          // not kept for a page without a network
          isFresh: true,
        }),
    })
    for await (const { events: more, count } of portions) {
      await readNames(more, names)
      signal.throwIfAborted()
      events.push(...more)
      total = count
      setState({ kind: 'reading', read: events.length, count })
    }
    return { events, count: Math.max(total, events.length), leads: names }
  }

  return {
    state,

    start: async (onRead: (exported: Exported) => void) => {
      const controller = new AbortController()
      reading.current = controller
      setState({ kind: 'reading', read: 0, count: undefined })
      try {
        const exported = await readAll(controller.signal)
        setState({ kind: 'done', exported })
        onRead(exported)
      } catch (error) {
        if (!controller.signal.aborted) setState({ kind: 'failed', error })
      }
    },

    stop: () => {
      reading.current?.abort()
      if (state.kind === 'reading') setState({ ...state, kind: 'stopped' })
    },
  }
}
