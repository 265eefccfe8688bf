/** One event of the demo. */
export interface DemoEvent {
  lead: string
  /** ISO 8601, UTC, with milliseconds. */
  date: string
  /** A user's ID. */
  owner: string
  note: string | null
  /** The status that the event sets; `null` if it changes none. */
  status: string | null
  /** The lead's assignee after the event, copied from the previous event if it changes none; `null` is unassigned. */
  leadAssignee: string | null
}

export interface DemoLead {
  id: string
  type: 'company' | 'person'
  name: string
}

export interface Demo {
  application: { id: string; name: string; features: readonly string[]; token: string }
  people: readonly { id: string; name: string; email: string; role: 'rep' | 'manager' }[]
  statusCollection: {
    id: string
    statuses: readonly { label: string; previous: string | null; sink: boolean; hidden: boolean }[]
  }
  leads: readonly DemoLead[]
  /** Sorted by date; within a lead, each date is later than the one before. */
  events: readonly DemoEvent[]
}
