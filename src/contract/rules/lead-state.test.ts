import { describe, expect, it } from 'vitest'
import { changesLeadState, stateOf, statusDateOf } from './lead-state.ts'

describe('a lead\'s current state: "status: that of the newest remaining event that has one"', () => {
  const events = [
    { status: 'New', leadAssignee: 'giulia' },
    { status: 'Contacted', leadAssignee: 'giulia' },
    { status: null, leadAssignee: 'luca' },
  ]

  it('is empty without events', () => {
    expect(stateOf([])).toEqual({ status: null, leadAssignee: null })
  })

  it('has the newest status of any event and the assignee of the newest event', () => {
    expect(stateOf(events)).toEqual({ status: 'Contacted', leadAssignee: 'luca' })
  })

  it('reverts to the values stored with the remaining events', () => {
    expect(stateOf(events.toSpliced(1, 1))).toEqual({ status: 'New', leadAssignee: 'luca' })
    expect(stateOf(events.toSpliced(2, 1))).toEqual({ status: 'Contacted', leadAssignee: 'giulia' })
  })
})

describe('the start of a status', () => {
  const on = (day: number, status: string | null) => ({
    date: `2026-11-0${day}T00:00:00.000Z`,
    status,
    leadAssignee: null,
  })

  it('is null without a status', () => {
    expect(statusDateOf([on(1, null)])).toBeNull()
  })

  it('is the date of the event that set the status, not of one that repeated it', () => {
    expect(statusDateOf([on(1, 'New'), on(2, 'Contacted'), on(3, null), on(4, 'Contacted')])).toBe(
      on(2, null).date,
    )
  })

  it('changes if a lead returns to an earlier status', () => {
    expect(statusDateOf([on(1, 'New'), on(2, 'Contacted'), on(3, 'New')])).toBe(on(3, null).date)
  })
})

describe('"a correction never changes a lead\'s state"', () => {
  const state = { status: 'Contacted', leadAssignee: 'luca' }

  it('detects no change if both values stay the same', () => {
    expect(changesLeadState(state, { ...state })).toBe(false)
  })

  it('detects a change of the status or the assignee', () => {
    expect(changesLeadState(state, { ...state, status: null })).toBe(true)
    expect(changesLeadState(state, { ...state, leadAssignee: null })).toBe(true)
  })
})
