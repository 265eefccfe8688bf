import type { EventData, LeadData, PersonData } from '../../../contract/personal-data.ts'
import { request } from '../../shared/api/client.ts'
import type { Subject } from './subject.ts'

/** All data stored about a lead or a user. */
export type PersonalData = ({ readonly lead: LeadData } | { readonly person: PersonData }) & {
  readonly events: readonly EventData[]
}

interface Progress {
  readonly read: number
  readonly count: undefined
}

/** Fetches all data stored about a lead or a user, page by page. The number of events is unknown until the last page. */
export async function fetchPersonalData(
  { kind, id }: Subject,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<PersonalData> {
  const events: EventData[] = []
  for (let after = 0; ;) {
    const page =
      kind === 'lead'
        ? await request('exportLead', { id, query: { after }, signal })
        : await request('exportPerson', { id, query: { after }, signal })
    events.push(...page.events)
    onProgress({ read: events.length, count: undefined })
    if (page.next === null) {
      return 'lead' in page ? { lead: page.lead, events } : { person: page.person, events }
    }
    after = page.next
  }
}
