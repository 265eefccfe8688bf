import { useState } from 'react'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import { serverNow } from '../../../shared/time/server-clock.ts'
import { useRemoteChanges } from '../../../shared/api/remote-changes.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'

const none: ReadonlySet<number> = new Set()

/** The events that others have logged on these leads since the timeline was opened, until the user sees them. */
export function useNewEvents(leads: readonly string[]) {
  const { user } = useSignedIn()
  const [opened] = useState(serverNow)
  const [events, setEvents] = useState(none)

  const isNewFromOthers = ({ owner, created }: LeadEvent) =>
    owner.id !== user.id && Date.parse(created) > opened

  function add(before: ReadonlySet<number>, changes: readonly LeadEvent[]): ReadonlySet<number> {
    const after = new Set(before)
    for (const change of changes) {
      if (change.deleted === true) after.delete(change.id)
      else if (leads.includes(change.lead) && isNewFromOthers(change)) after.add(change.id)
    }
    return after.size === before.size ? before : after
  }

  useRemoteChanges((changes) => setEvents((before) => add(before, changes)))
  return { count: events.size, isNewFromOthers, clear: () => setEvents(none) }
}
