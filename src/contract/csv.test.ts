import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvFirstLine, csvLine, guardFormula, removeFormulaGuard } from './csv.ts'

describe('a line of CSV', () => {
  it('has the byte order mark of UTF-8 if it is the first', () => {
    expect(csvFirstLine(['a', 'b'], ';')).toBe('\uFEFF"a";"b"\r\n')
  })

  it('quotes every field, with its quotes, commas and line breaks', () => {
    expect(csvLine(['she said "yes, now"\nand left', ''], ',')).toBe(
      '"she said ""yes, now""\nand left",""\r\n',
    )
  })
})

describe('the formula guard', () => {
  it.each(['=1+1', '+39 0461', '-2', '@SUM(A1)', '\tx', '\rx', '\n1', '＝1', '＋1', '－1', '＠x'])(
    'marks a value that a spreadsheet would treat as a formula as text: %j',
    (value) => expect(guardFormula(value, ',')).toBe(`'${value}`),
  )

  it.each([
    ['one;=1+1', "one;'=1+1"],
    ['one\n=1+1\n+2', "one\n'=1+1\n'+2"],
    ['one;"=1+1', `one;'"=1+1`],
    ['one\t＝1', "one\t'＝1"],
  ])('marks a value that would be a formula with another separator: %j', (value, guarded) =>
    expect(guardFormula(value, ',')).toBe(guarded),
  )

  it('keeps the characters of formulas inside a text', () => {
    expect(guardFormula('a = b; c - d', ',')).toBe('a = b; c - d')
    expect(guardFormula('a = b, c - d', ';')).toBe('a = b, c - d')
  })

  it('is removed exactly, from any cell', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝;,"\'\t\r\n a')), maxLength: 12 })
    fc.assert(
      fc.property(nasty, fc.constantFrom(',' as const, ';' as const), (value, separator) => {
        const guarded = guardFormula(value, separator)
        expect(removeFormulaGuard(guarded, separator)).toBe(value)
        expect(guarded).not.toMatch(/^[=+\-@＝\t\r\n]/)
      }),
      { numRuns: 5_000 },
    )
  })
})
