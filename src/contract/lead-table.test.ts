import { expect, it } from 'vitest'
import { leadTable, type LeadTableRow } from './lead-table.ts'
import type { TableLanguage } from './table-language.ts'

const lead: LeadTableRow = {
  id: 'a1',
  type: 'company',
  name: 'Ferrari, =1+1',
  status: 'New',
  statusDate: '2026-03-12T23:30:00.000Z',
  leadAssignee: 'luca',
  leadAssigneeName: 'Luca Conti',
  lastEventDate: null,
  eventCount: 1234,
}
const table = (language: TableLanguage, changed: Partial<LeadTableRow> = {}) =>
  leadTable([{ ...lead, ...changed }], { language, timeZone: 'Europe/Rome', isMonthFirst: false })

it('separates by commas in English, and writes dates in the viewer’s time zone', () => {
  expect(table('en')).toEqual([
    '\uFEFF"ID","Name","Type","Status","Status since","Assignee","Assignee name","Last event","Events"\r\n',
    '"a1","Ferrari, =1+1","company","New","13/03/2026","luca","Luca Conti","","1234"\r\n',
  ])
})

it('separates by semicolons in Italian, and marks what would be a formula after a comma', () => {
  expect(table('it', { name: 'Ferrari,=1+1', leadAssigneeName: '=cmd' })).toEqual([
    '\uFEFF"ID";"Nome";"Tipo";"Stato";"Nello stato dal";"Assegnatario";"Nome assegnatario";"Ultimo evento";"Eventi"\r\n',
    `"a1";"Ferrari,'=1+1";"azienda";"New";"13/03/2026";"luca";"'=cmd";"";"1234"\r\n`,
  ])
})
