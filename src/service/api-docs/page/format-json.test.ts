import { expect, it } from 'vitest'
import { formatJson } from './format-json.ts'

it('formats values that fit on one line, and does not change them', () => {
  expect(formatJson({ a: [1, null], b: {} })).toBe('{ "a": [1, null], "b": {} }')
  const long = { note: 'x'.repeat(40), items: [{ id: 1 }, { id: 2, note: 'y'.repeat(60) }] }
  expect(formatJson(long)).toContain('\n    { "id": 1 },\n')
  expect(JSON.parse(formatJson(long))).toEqual(long)
})
