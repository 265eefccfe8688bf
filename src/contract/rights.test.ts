import { describe, expect, it } from 'vitest'
import { may, mayChange, mayManage } from './rights.ts'

const giulia = { id: 'giulia', role: 'rep' } as const
const marco = { id: 'marco', role: 'manager' } as const

describe('"A rep edits and deletes own events; a manager any of the application\'s"', () => {
  it('lets a rep change an own event', () => {
    expect(mayChange(giulia, 'giulia')).toBe(true)
  })

  it("keeps a rep from a colleague's event", () => {
    expect(mayChange(giulia, 'luca')).toBe(false)
  })

  it('lets a manager change any event', () => {
    expect(mayChange(marco, 'luca')).toBe(true)
  })
})

describe('what is for managers', () => {
  it.each(['readActivity', 'managePeople'] as const)('%s', (right) => {
    expect([may(giulia, right), may(marco, right)]).toEqual([false, true])
  })

  it('is to change other people, and never themself', () => {
    expect(mayManage(marco, giulia)).toBe(true)
    expect(mayManage(marco, marco)).toBe(false)
    expect(mayManage(giulia, marco)).toBe(false)
  })
})
