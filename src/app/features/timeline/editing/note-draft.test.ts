import { expect, it } from 'vitest'
import { isStale, parseNoteDraft, type EventVersion } from './note-draft.ts'

const base: EventVersion = {
  updateTime: '2026-11-20T10:00:00.000Z',
  note: 'Rang.',
  date: '2026-11-20T09:00:00.000Z',
}
const later = '2026-11-20T11:00:00.000Z'

it('parses the current form of a draft, the plain text of earlier versions, and nothing else', () => {
  expect(parseNoteDraft('Rang.')).toEqual({ note: 'Rang.' })
  const draft = { note: 'Rang twice.', date: { at: '2026-11-20T10:30' }, base }
  expect(parseNoteDraft(draft)).toEqual(draft)
  expect(parseNoteDraft(undefined)).toBeUndefined()
  expect(parseNoteDraft({ note: 3 })).toBeUndefined()
})

it.each([
  ['another text', { ...base, updateTime: later, note: 'Rang, no answer.' }, true],
  ['another date', { ...base, updateTime: later, date: '2026-11-20T09:30:00.000Z' }, true],
  ['a later version with the same content', { ...base, updateTime: later }, false],
  ['the same version', base, false],
  ['an older version', { ...base, updateTime: '2026-11-20T09:00:00.000Z', note: 'R.' }, false],
  ['no version', undefined, false],
])('detects whether %s is another user’s change', (_, current, stale) => {
  expect(isStale(base, current)).toBe(stale)
})
