import { describe, expect, it } from 'vitest'
import { resolveAssignee } from './assignee.ts'

describe('"If not specified, last known value is used. Ignored if leadAssigneeRemove is true"', () => {
  it('keeps the last known assignee', () => {
    expect(resolveAssignee({ leadAssigneeRemove: false }, 'luca')).toBe('luca')
  })

  it('keeps an unassigned lead unassigned', () => {
    expect(resolveAssignee({ leadAssigneeRemove: false }, null)).toBeNull()
  })

  it('stores the given assignee', () => {
    expect(resolveAssignee({ leadAssignee: 'giulia', leadAssigneeRemove: false }, 'luca')).toBe('giulia')
  })

  it('removes the assignee, even if leadAssignee is given', () => {
    expect(resolveAssignee({ leadAssignee: 'giulia', leadAssigneeRemove: true }, 'luca')).toBeNull()
  })
})
