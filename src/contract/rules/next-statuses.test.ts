import { describe, expect, it } from 'vitest'
import { nextStatuses } from './next-statuses.ts'

const funnel = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Contacted', previous: 'New', sink: false, hidden: false },
  { label: 'Qualified', previous: 'Contacted', sink: false, hidden: false },
  { label: 'Won', previous: 'Qualified', sink: true, hidden: false },
  { label: 'Lost', previous: 'Qualified', sink: true, hidden: false },
  { label: 'Parked', previous: null, sink: false, hidden: true },
]

function labels(current: string | null) {
  const { next, others, sinks } = nextStatuses(funnel, current)
  return [next, others, sinks].map((group) => group.map((status) => status.label))
}

describe('"the screen offers the next step first, then the others, final statuses separately, hidden ones never"', () => {
  it('offers the first status to a lead without a status', () => {
    expect(labels(null)).toEqual([['New'], ['Contacted', 'Qualified'], ['Won', 'Lost']])
  })

  it('offers the status after the current one, but not the current one', () => {
    expect(labels('New')).toEqual([['Contacted'], ['Qualified'], ['Won', 'Lost']])
  })

  it('lists final statuses separately even if they come next', () => {
    expect(labels('Qualified')).toEqual([[], ['New', 'Contacted'], ['Won', 'Lost']])
  })

  it('offers the other statuses to a lead with a hidden or an unknown status', () => {
    expect(labels('Parked')).toEqual([[], ['New', 'Contacted', 'Qualified'], ['Won', 'Lost']])
  })
})
