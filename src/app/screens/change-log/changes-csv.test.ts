import { expect, it } from 'vitest'
import { changesCsv } from './changes-csv.ts'

it('writes one line per change, and escapes values that a spreadsheet would run as formulas', () => {
  const [headings, line] = changesCsv([
    {
      event: 7,
      lead: 'a1',
      leadName: '=1+1',
      kind: 'delete',
      updateTime: '2026-11-23T12:00:00.000Z',
      changedBy: { id: 'marco', name: '@Marco' },
      before: { note: '+39 045', date: '2026-11-20T10:00:00.000Z' },
      after: null,
    },
  ])
  expect(headings).toBe(
    '\uFEFF"updateTime","kind","changedBy","changedByName","lead","leadName","event","dateBefore","dateAfter","noteBefore","noteAfter"\r\n',
  )
  expect(line).toBe(
    `"2026-11-23T12:00:00.000Z","delete","marco","'@Marco","a1","'=1+1","7","2026-11-20T10:00:00.000Z","","'+39 045",""\r\n`,
  )
})
