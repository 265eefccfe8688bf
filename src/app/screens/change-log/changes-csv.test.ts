import { expect, it } from 'vitest'
import type { EventChange } from '../../../contract/event-change.ts'
import type { TableLanguage } from '../../../contract/table-language.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { changesCsv } from './changes-csv.ts'

const t: Translate = (key) => key.replace('changeLog.csv.', '')
const change: EventChange = {
  event: 7,
  lead: 'a1',
  leadName: '=1+1',
  kind: 'delete',
  updateTime: '2026-11-23T12:00:00.000Z',
  changedBy: { id: 'marco', name: '@Marco' },
  before: { note: '+39 045', date: '2026-11-20T10:00:00.000Z' },
  after: null,
}
const csv = (language: TableLanguage) =>
  changesCsv([change], { format: { language, timeZone: 'Europe/Rome', isMonthFirst: false }, t })

it('writes one line per change, and escapes values that a spreadsheet would run as formulas', () => {
  expect(csv('en')).toEqual([
    '\uFEFF"localTime","timeZone","updateTime","kind","changedBy","changedByName","lead","leadName","event","dateBefore","dateAfter","noteBefore","noteAfter"\r\n',
    `"23/11/2026 13:00:00","Europe/Rome","2026-11-23T12:00:00.000Z","delete","marco","'@Marco","a1","'=1+1","7","2026-11-20T10:00:00.000Z","","'+39 045",""\r\n`,
  ])
})

it('separates by semicolons in Italian', () => {
  expect(csv('it')[1]).toMatch(/^"23\/11\/2026 13:00:00";"Europe\/Rome";/)
})
