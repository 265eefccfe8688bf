import { expect, it } from 'vitest'
import { formatJson } from './format-json.ts'

it('writes what fits on a line on one line, and nothing else than what stands there', () => {
  expect(formatJson({ a: [1, null], b: {} })).toBe('{ "a": [1, null], "b": {} }')
  const long = { note: 'x'.repeat(40), items: [{ id: 1 }, { id: 2, note: 'y'.repeat(60) }] }
  expect(formatJson(long)).toContain('\n    { "id": 1 },\n')
  expect(JSON.parse(formatJson(long))).toEqual(long)
})
