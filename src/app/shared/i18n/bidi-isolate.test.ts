import { expect, it } from 'vitest'
import { bidiIsolate } from './bidi-isolate.ts'

it('returns a name without right-to-left letters unchanged', () => {
  expect(bidiIsolate('Officine Ferrari – Zoë 李 🙂')).toBe('Officine Ferrari – Zoë 李 🙂')
})

it('isolates a name with right-to-left letters from the text around it', () => {
  expect(bidiIsolate('שרה')).toBe('\u2068שרה\u2069')
  expect(bidiIsolate('محمد (1)')).toBe('\u2068محمد (1)\u2069')
})

it('removes bidirectional controls, which could affect text outside an isolate', () => {
  expect(bidiIsolate('a\u202Ecod.exe')).toBe('acod.exe')
  expect(bidiIsolate('\u2069\u2069א\u202E')).toBe('\u2068א\u2069')
})
