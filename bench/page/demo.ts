import { endpoints } from '../../src/contract/endpoints.ts'
import type { LeadEvent } from '../../src/contract/lead-event.ts'
import { openClient } from '../http-client.ts'

/** What an API client says to the demo. */
export const token = 'demo-token'

/** Who looks at the timeline: may edit whatever is in sight. */
export const manager = 'marco'

/** The demo's service as the bench uses it beside the page. */
export interface Demo {
  /** the id of the lead with 12,000 events or more */
  readonly longLead: string
  /** the events of its window, newest first */
  readonly events: readonly LeadEvent[]
  /** logs an event as somebody else */
  readonly log: (note: string) => Promise<unknown>
  readonly close: () => void
}

/** Reads the longest lead's window over the API. */
export async function openDemo(address: string): Promise<Demo> {
  const client = openClient(address, 1)
  const read = async (path: string) =>
    JSON.parse((await client.send({ path: `/v2/${path}&token=${token}` })).body.toString())
  const leads = endpoints.listLeads.response.parse(await read('leads?limit=1000')).items
  const longLead = leads.toSorted((a, b) => b.eventCount - a.eventCount)[0]?.id
  if (longLead === undefined) throw new Error('the demo has no leads')
  const events: LeadEvent[] = []
  for (let offset = 0; offset < 10_000; offset += 50) {
    const page = await read(`leadevents?leads=${longLead}&limit=50&offset=${offset}`)
    events.push(...endpoints.listEvents.response.parse(page).items)
  }
  return {
    longLead,
    events,
    log: async (note) => {
      const fields = { token, appUserId: 'luca', lead: longLead, type: 'company', note }
      return client.send({ path: '/v2/leadevents', form: new URLSearchParams(fields).toString() })
    },
    close: client.close,
  }
}
