import { describe, expect, it } from 'vitest'
import { can, canEditEvent, canManageUsers } from './permissions.ts'

const giulia = { id: 'giulia', role: 'rep' } as const
const marco = { id: 'marco', role: 'manager' } as const

describe('"A rep edits and deletes own events; a manager any of the application\'s"', () => {
  it('lets a rep change an own event', () => {
    expect(canEditEvent(giulia, 'giulia')).toBe(true)
  })

  it("keeps a rep from a colleague's event", () => {
    expect(canEditEvent(giulia, 'luca')).toBe(false)
  })

  it('lets a manager change any event', () => {
    expect(canEditEvent(marco, 'luca')).toBe(true)
  })
})

describe('what is for managers', () => {
  it.each(['readActivity', 'managePeople'] as const)('%s', (right) => {
    expect([can(giulia, right), can(marco, right)]).toEqual([false, true])
  })

  it('is to change other people, and never themself', () => {
    expect(canManageUsers(marco, giulia)).toBe(true)
    expect(canManageUsers(marco, marco)).toBe(false)
    expect(canManageUsers(giulia, marco)).toBe(false)
  })
})
