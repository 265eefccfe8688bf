/** The demo's funnel; Parked is a status of an earlier configuration that old events still use. */
export const STATUSES = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Contacted', previous: 'New', sink: false, hidden: false },
  { label: 'Qualified', previous: 'Contacted', sink: false, hidden: false },
  { label: 'Proposal', previous: 'Qualified', sink: false, hidden: false },
  { label: 'Won', previous: 'Proposal', sink: true, hidden: false },
  { label: 'Lost', previous: 'Proposal', sink: true, hidden: false },
  { label: 'Parked', previous: null, sink: false, hidden: true },
] as const

/** A label of the demo's status collection. */
export type Status = (typeof STATUSES)[number]['label']
