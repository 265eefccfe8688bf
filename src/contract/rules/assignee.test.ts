import { describe, expect, it } from 'vitest'
import { resolveAssignee } from './assignee.ts'

describe('"If not specified, last known value is used. Ignored if leadAssigneeRemove is true"', () => {
  it('carries the last known value', () => {
    expect(resolveAssignee({ leadAssigneeRemove: false }, 'luca')).toBe('luca')
  })

  it('carries nobody', () => {
    expect(resolveAssignee({ leadAssigneeRemove: false }, null)).toBeNull()
  })

  it('takes the one that is named', () => {
    expect(resolveAssignee({ leadAssignee: 'giulia', leadAssigneeRemove: false }, 'luca')).toBe('giulia')
  })

  it('removes the assignee, whoever is named beside it', () => {
    expect(resolveAssignee({ leadAssignee: 'giulia', leadAssigneeRemove: true }, 'luca')).toBeNull()
  })
})
