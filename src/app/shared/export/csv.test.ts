import { describe, expect, it } from 'vitest'
import { csvField, csvHeading, csvLines } from './csv.ts'
import { exportedEvent as event } from './fixtures/exported-event.ts'

const names = { lead: (id: string) => `name of ${id}`, person: (id: string) => id.toUpperCase() }

describe('a table', () => {
  it('starts with the byte order mark of UTF-8 and the column names', () => {
    expect(csvHeading()).toMatch(/^\uFEFF"id","date","lead","leadName","type",.*\r\n$/)
  })

  it('quotes every field, with its quotes, commas and line breaks', () => {
    expect(csvField('she said "yes, now"\nand left')).toBe('"she said ""yes, now""\nand left"')
  })

  it.each(['=1+1', '+39 0461', '-2', '@SUM(A1)', '\tx', '\rx', '\n1', '＝1', '＋1', '－1', '＠x'])(
    'marks a value that a spreadsheet would treat as a formula as text: %j',
    (value) => expect(csvField(value)).toBe(`"'${value}"`),
  )

  it.each([
    ['one;=1+1', `"one;'=1+1"`],
    ['one\n=1+1\n+2', `"one\n'=1+1\n'+2"`],
    ['one;"=1+1', `"one;'""=1+1"`],
    ['one\t＝1', `"one\t'＝1"`],
  ])('marks a value that would be a formula with another separator: %j', (value, field) =>
    expect(csvField(value)).toBe(field),
  )

  it('keeps the characters of formulas inside a text', () => {
    expect(csvField('a = b; c - d')).toBe('"a = b; c - d"')
  })

  it('contains one line for each event, with empty fields for absent values', () => {
    expect(csvLines([event({ note: '=cmd', status: null, leadAssignee: 'luca' })], names)).toBe(
      '"7","2026-03-12T10:42:00.000Z","a1","name of a1","company","giulia","Giulia Rossi","\'=cmd","","","luca","LUCA","2026-03-12T10:42:00.000Z","2026-03-12T10:42:00.000Z"\r\n',
    )
  })
})
