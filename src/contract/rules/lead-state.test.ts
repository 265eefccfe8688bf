import { describe, expect, it } from 'vitest'
import { movesLead, stateOf } from './lead-state.ts'

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

describe('"no lead moves by a correction"', () => {
  const state = { status: 'Contacted', leadAssignee: 'luca' }

  it('sees no move where both stay', () => {
    expect(movesLead(state, { ...state })).toBe(false)
  })

  it('sees a move of the status or of the assignee', () => {
    expect(movesLead(state, { ...state, status: null })).toBe(true)
    expect(movesLead(state, { ...state, leadAssignee: null })).toBe(true)
  })
})
