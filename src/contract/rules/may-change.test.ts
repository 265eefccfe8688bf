import { describe, expect, it } from 'vitest'
import { mayChange } from './may-change.ts'

describe('"A rep edits and deletes own events; a manager any of the application\'s"', () => {
  it('lets a rep change an own event', () => {
    expect(mayChange({ id: 'giulia', role: 'rep' }, 'giulia')).toBe(true)
  })

  it("keeps a rep from a colleague's event", () => {
    expect(mayChange({ id: 'giulia', role: 'rep' }, 'luca')).toBe(false)
  })

  it('lets a manager change any event', () => {
    expect(mayChange({ id: 'marco', role: 'manager' }, 'luca')).toBe(true)
  })
})
