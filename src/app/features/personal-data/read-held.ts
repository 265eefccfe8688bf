import type { HeldEvent, HeldLead, HeldPerson } from '../../../contract/personal-data.ts'
import { call } from '../../shared/api/client.ts'
import type { Subject } from './subject.ts'

/** All that is held about a lead or a person, in one piece. */
export type Held = ({ readonly lead: HeldLead } | { readonly person: HeldPerson }) & {
  readonly events: readonly HeldEvent[]
}

interface Progress {
  readonly read: number
  readonly count: undefined
}

/** Reads all that is held, page after page; the number of events is not known before the end. */
export async function readHeld(
  { kind, id }: Subject,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Held> {
  const events: HeldEvent[] = []
  for (let after = 0; ;) {
    const page =
      kind === 'lead'
        ? await call('exportLead', { id, query: { after }, signal })
        : await call('exportPerson', { id, query: { after }, signal })
    events.push(...page.events)
    onProgress({ read: events.length, count: undefined })
    if (page.next === null) {
      return 'lead' in page ? { lead: page.lead, events } : { person: page.person, events }
    }
    after = page.next
  }
}
