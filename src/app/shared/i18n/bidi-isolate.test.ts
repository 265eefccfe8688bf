import { expect, it } from 'vitest'
import { bidiIsolate } from './bidi-isolate.ts'

it('leaves a name as it is that turns nothing around', () => {
  expect(bidiIsolate('Officine Ferrari – Zoë 李 🙂')).toBe('Officine Ferrari – Zoë 李 🙂')
})

it('keeps a name of letters from the right from the order of what is around it', () => {
  expect(bidiIsolate('שרה')).toBe('\u2068שרה\u2069')
  expect(bidiIsolate('محمد (1)')).toBe('\u2068محمد (1)\u2069')
})

it('takes away what turns a text around, which could reach out of any isolate', () => {
  expect(bidiIsolate('a\u202Ecod.exe')).toBe('acod.exe')
  expect(bidiIsolate('\u2069\u2069א\u202E')).toBe('\u2068א\u2069')
})
