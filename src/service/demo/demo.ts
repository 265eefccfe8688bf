/** One event of the demo, as the import takes it. */
export interface DemoEvent {
  lead: string
  /** ISO 8601, UTC, with milliseconds. */
  date: string
  /** A person's id. */
  owner: string
  note: string | null
  /** The status that the event sets; null where it changes none. */
  status: string | null
  /** The assignee in force after the event, carried on where the event changes none; null is nobody. */
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
  /** Sorted by date; per lead strictly ascending. */
  events: readonly DemoEvent[]
}
