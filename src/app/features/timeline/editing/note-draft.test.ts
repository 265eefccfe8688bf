import { expect, it } from 'vitest'
import { isStale, readNoteDraft, type EventVersion } from './note-draft.ts'

const base: EventVersion = {
  updateTime: '2026-11-20T10:00:00.000Z',
  note: 'Rang.',
  date: '2026-11-20T09:00:00.000Z',
}
const later = '2026-11-20T11:00:00.000Z'

it('reads what this page keeps, the text alone that it kept before, and nothing else', () => {
  expect(readNoteDraft('Rang.')).toEqual({ note: 'Rang.' })
  const draft = { note: 'Rang twice.', date: { at: '2026-11-20T10:30' }, base }
  expect(readNoteDraft(draft)).toEqual(draft)
  expect(readNoteDraft(undefined)).toBeUndefined()
  expect(readNoteDraft({ note: 3 })).toBeUndefined()
})

it.each([
  ['another text', { ...base, updateTime: later, note: 'Rang, no answer.' }, true],
  ['another date', { ...base, updateTime: later, date: '2026-11-20T09:30:00.000Z' }, true],
  ['a later version that says the same', { ...base, updateTime: later }, false],
  ['the same version', base, false],
  ['an earlier reading', { ...base, updateTime: '2026-11-20T09:00:00.000Z', note: 'R.' }, false],
  ['nothing', undefined, false],
])('takes %s for somebody else’s change, or not', (_, now, overtaken) => {
  expect(isStale(base, now)).toBe(overtaken)
})
