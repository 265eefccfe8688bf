import { endpoints } from '../../src/contract/endpoints.ts'
import type { LeadEvent } from '../../src/contract/lead-event.ts'
import { openClient } from '../http-client.ts'

/** The token of an API client of the demo. */
export const token = 'demo-token'

/** The user who opens the timeline: a manager, who may edit every visible event. */
export const manager = 'marco'

/** The parts of the demo's service that the bench uses besides the page. */
export interface Demo {
  /** the ID of the lead with 12,000 events or more */
  readonly longLead: string
  /** the events of its window, newest first */
  readonly events: readonly LeadEvent[]
  /** logs an event as another user */
  readonly log: (note: string) => Promise<unknown>
  readonly close: () => void
}

/** Reads the window of the longest lead with the API. */
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
