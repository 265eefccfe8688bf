import { describe, expect, it } from 'vitest'
import { can, canEditEvent, canManageUsers } from './permissions.ts'

const giulia = { id: 'giulia', role: 'rep' } as const
const marco = { id: 'marco', role: 'manager' } as const

describe('"A rep edits and deletes their own events; a manager any event of the application"', () => {
  it('allows a rep to change their own event', () => {
    expect(canEditEvent(giulia, 'giulia')).toBe(true)
  })

  it("does not allow a rep to change a colleague's event", () => {
    expect(canEditEvent(giulia, 'luca')).toBe(false)
  })

  it('allows a manager to change any event', () => {
    expect(canEditEvent(marco, 'luca')).toBe(true)
  })
})

describe('the permissions of managers only', () => {
  it.each(['readActivity', 'managePeople'] as const)('include %s', (permission) => {
    expect([can(giulia, permission), can(marco, permission)]).toEqual([false, true])
  })

  it('include changes of other people, but not of themselves', () => {
    expect(canManageUsers(marco, giulia)).toBe(true)
    expect(canManageUsers(marco, marco)).toBe(false)
    expect(canManageUsers(giulia, marco)).toBe(false)
  })
})
