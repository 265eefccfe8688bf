import { describe, expect, it } from 'vitest'
import { changesLeadState, stateOf, statusDateOf } from './lead-state.ts'

describe('a lead\'s current state: "status: that of the newest remaining event that has one"', () => {
  const events = [
    { status: 'New', leadAssignee: 'giulia' },
    { status: 'Contacted', leadAssignee: 'giulia' },
    { status: null, leadAssignee: 'luca' },
  ]

  it('is nothing without events', () => {
    expect(stateOf([])).toEqual({ status: null, leadAssignee: null })
  })

  it('takes the newest status there is and the assignee of the newest event', () => {
    expect(stateOf(events)).toEqual({ status: 'Contacted', leadAssignee: 'luca' })
  })

  it('falls back to the values written with the events that remain', () => {
    expect(stateOf(events.toSpliced(1, 1))).toEqual({ status: 'New', leadAssignee: 'luca' })
    expect(stateOf(events.toSpliced(2, 1))).toEqual({ status: 'Contacted', leadAssignee: 'giulia' })
  })
})

describe('since when a status holds', () => {
  const on = (day: number, status: string | null) => ({
    date: `2026-11-0${day}T00:00:00.000Z`,
    status,
    leadAssignee: null,
  })

  it('is nothing without a status', () => {
    expect(statusDateOf([on(1, null)])).toBeNull()
  })

  it('is the date of the event that began it, not of one that says it again', () => {
    expect(statusDateOf([on(1, 'New'), on(2, 'Contacted'), on(3, null), on(4, 'Contacted')])).toBe(
      on(2, null).date,
    )
  })

  it('begins anew where a lead goes back to an earlier status', () => {
    expect(statusDateOf([on(1, 'New'), on(2, 'Contacted'), on(3, 'New')])).toBe(on(3, null).date)
  })
})

describe('"no lead moves by a correction"', () => {
  const state = { status: 'Contacted', leadAssignee: 'luca' }

  it('sees no move where both stay', () => {
    expect(changesLeadState(state, { ...state })).toBe(false)
  })

  it('sees a move of the status or of the assignee', () => {
    expect(changesLeadState(state, { ...state, status: null })).toBe(true)
    expect(changesLeadState(state, { ...state, leadAssignee: null })).toBe(true)
  })
})
